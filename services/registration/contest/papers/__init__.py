"""The files of entries: what teams uploaded, and the copies of them in what was handed in."""
