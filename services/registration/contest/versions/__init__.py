"""Versions of an entry: what was handed in at each time, and the next one while the last stands."""
