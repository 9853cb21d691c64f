"""Pages of volunteers: shifts, joining and leaving."""
