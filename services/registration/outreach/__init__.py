"""Outreach: events, their shifts, signups."""
