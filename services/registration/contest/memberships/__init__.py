"""Memberships: inviting to the team of an entry, answering, leaving, handing over the lead, comments of advisors."""
