"""A form as a document: what it asks, how answers are checked, shown, exported and carried to a new version."""
