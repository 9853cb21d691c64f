"""What is written from the code, never by hand: documents of events, states and settings, schemas, tables."""
