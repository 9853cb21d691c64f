"""Pages of judges: assignments and score sheets."""
