"""Pages of the organizing office: its desk, and the workplaces contest, people, site and operations."""
