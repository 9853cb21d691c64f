"""What crosses the areas of registration: the organizers' desk and search."""
