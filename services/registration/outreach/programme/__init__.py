"""The programme: outreach events and the shifts of each."""
