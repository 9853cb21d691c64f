"""Judges as organizers see them: who they are, what they declared, what they are kept from."""
