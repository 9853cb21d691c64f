"""Plans of assignment: computed, looked at, made, and taken back while nobody has begun."""
