"""The organizers' live feed for many at once: one subscription to notify, one thread that writes to every browser."""
