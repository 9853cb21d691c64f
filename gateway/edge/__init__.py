"""The edge: who may come in, what every answer carries, what is kept for many readers."""
