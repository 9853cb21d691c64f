"""Judging: rubrics, judges and their assignments, score sheets, ranking."""
