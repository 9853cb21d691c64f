"""Refusals of templates: none of its own."""
