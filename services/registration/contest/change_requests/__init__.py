"""Changes that a team asks for after the deadline: what is to change from what to what, and what was decided."""
