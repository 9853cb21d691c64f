"""Judging's copy of the entries that were handed in."""
