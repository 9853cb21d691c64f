"""Judges, the entries judging knows, and who scores what."""
