"""Advancement: which entries take part in a later stage, from the result of an earlier one."""
