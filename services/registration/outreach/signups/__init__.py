"""Outreach events: shifts with limited places, signups and their waiting line."""
