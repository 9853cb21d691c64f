"""Rules: which event is told to whom, and how."""
