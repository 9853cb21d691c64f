"""What crosses the areas of judging: the organizers' desk and search."""
