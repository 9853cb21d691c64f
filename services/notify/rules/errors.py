"""Refusals of rules: none, the table is only read."""
