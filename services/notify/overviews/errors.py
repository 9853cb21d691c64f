"""Refusals of overviews: none of its own."""
