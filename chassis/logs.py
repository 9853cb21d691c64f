"""Structured logs: one JSON object a line, with the trace id, never a secret."""
