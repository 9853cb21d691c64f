"""Editions of the contest: stages with their dates, tracks, groups, organisers."""
