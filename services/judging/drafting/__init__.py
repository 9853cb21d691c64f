"""Rubrics as organizers write them, before and after they are published."""
