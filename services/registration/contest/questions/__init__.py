"""Questions that teams ask the office from their entries, and what it answers."""
