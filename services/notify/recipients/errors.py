"""Refusals of recipients: none of its own."""
