"""Entries: drafts, their file, submission with a receipt, withdrawal."""
