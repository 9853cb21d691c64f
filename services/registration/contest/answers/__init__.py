"""Saving answers of an entry: each in place of one that was read, so that people write in it side by side."""
