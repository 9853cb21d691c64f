"""Events: told through an outbox, carried by the bus, applied exactly once."""
