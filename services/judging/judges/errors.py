"""Judges refuse nothing of their own: what may not be assigned is refused where it is assigned."""
