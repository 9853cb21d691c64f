"""What happened: the append-only record behind every message, and the organizers' live feed of it."""
