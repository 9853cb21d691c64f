"""Open data: what the public reads, for programs; each set has licence, date, fields and where to report errors."""
