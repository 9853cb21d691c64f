"""Organisations that applied: the list, one of them, two made one."""
