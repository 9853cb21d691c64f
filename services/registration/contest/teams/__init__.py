"""Teams: who is in the team of an entry, and the rules about that."""
