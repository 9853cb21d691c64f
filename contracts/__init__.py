"""What the parts share about each other: event types and roles. No logic lives here."""
