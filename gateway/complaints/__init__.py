"""Complaints and reports: handed in by anybody, answered by the organizing office."""
