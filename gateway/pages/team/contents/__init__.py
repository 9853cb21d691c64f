"""The contents of an entry: how its form is drawn, saved and compared."""
