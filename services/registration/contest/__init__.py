"""The contest: editions, entries, uploads."""
