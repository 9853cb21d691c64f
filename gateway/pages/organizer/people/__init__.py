"""People: who there is, which roles they hold, who is invited."""
