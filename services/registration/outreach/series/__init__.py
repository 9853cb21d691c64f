"""Series of events: made on several days at once, changed and published from one of them on."""
