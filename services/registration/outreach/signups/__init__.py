"""Signups of volunteers for shifts, and the line of those who wait."""
