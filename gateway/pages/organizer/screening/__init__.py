"""The workplace of those who screen entries."""
