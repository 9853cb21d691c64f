"""Pages on which results become final: sealed, changed by two people; every decision that waits for a second."""
