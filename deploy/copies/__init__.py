"""Consistent copies of all databases and files, and bringing them back."""
