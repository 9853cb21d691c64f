"""Judging, as pages ask it."""
