"""From one version of a form to the next: what changes, what moves, and what that means to those who answered."""
