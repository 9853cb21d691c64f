"""The public site: articles."""
