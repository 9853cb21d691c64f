"""Contests: their names and marks, and which one the site shows first."""
