"""Ranking, worked out from the rubric and the sheets handed in."""
