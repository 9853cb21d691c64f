"""Forms described once: rendered, checked, saved while somebody types, and shown again with every word in place."""
