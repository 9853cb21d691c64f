"""Many at once: a table is pasted or uploaded, every row checked, shown what would happen, done once, and reported."""
