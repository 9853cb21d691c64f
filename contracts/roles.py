"""The roles a person can hold. A role is a grant with a scope; one person holds several."""

LEADER = "leader"
JUDGE = "judge"
ORGANIZER = "organizer"
VOLUNTEER = "volunteer"
SERVICE = "service"
"""A part of the product speaking for itself, never a person."""

PEOPLE = (LEADER, JUDGE, ORGANIZER, VOLUNTEER)
