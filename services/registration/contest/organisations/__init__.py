"""Organisations that enter the contest: filled in once, found again by name and credit code, alike ones told apart."""
