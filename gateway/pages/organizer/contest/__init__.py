"""The contest: editions, entries, judging."""
