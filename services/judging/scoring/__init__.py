"""Score sheets: what one judge gives one entry."""
