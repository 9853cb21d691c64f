"""Scoring owns no table: each assignment comes with its sheet, blank, and both lie in `panels`."""
