"""The pages on which organizers publish who won in an edition that is over: one by one, or as a table."""
