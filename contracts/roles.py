"""The roles a person can hold. A role is a grant with a scope; one person holds several."""

LEADER = "leader"
JUDGE = "judge"
SCREENER = "screener"
ORGANIZER = "organizer"
COORDINATOR = "coordinator"
"""Coordinates a partner organisation's volunteers at an event."""
AUDITOR = "auditor"
"""Reads what organizers read and changes nothing."""
ADMIN = "admin"
"""Looks after the platform; the only role that makes organizers, auditors and further administrators."""
VOLUNTEER = "volunteer"
SERVICE = "service"
"""A part of the product speaking for itself, never a person."""

PEOPLE = (LEADER, JUDGE, SCREENER, VOLUNTEER, COORDINATOR, ORGANIZER, AUDITOR, ADMIN)

APPOINTED = (ORGANIZER, AUDITOR, ADMIN)
"""Roles that an administrator alone gives and takes; the others an organizer gives within their own scope."""

OVERSEEING = (ORGANIZER, AUDITOR)
"""Who may read what organizers work with."""

WATCHED = (SCREENER, COORDINATOR, ORGANIZER, AUDITOR, ADMIN)
"""Roles over other people's things: every use of them is recorded."""
