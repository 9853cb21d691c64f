"""Schema changes of notify's tables."""
