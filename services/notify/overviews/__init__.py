"""What crosses the areas of notify: the organizers' desk."""
