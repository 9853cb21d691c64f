"""Registration: editions of the contest, entries with their files, outreach events with their volunteers."""
