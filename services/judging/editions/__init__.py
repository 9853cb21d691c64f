"""Judging's copy of the contest's editions, as registration publishes them."""
