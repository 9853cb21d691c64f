"""Organisations that apply together with the one that enters, and what shows that each agrees."""
