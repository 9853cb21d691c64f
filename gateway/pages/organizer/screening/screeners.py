"""Who screens an edition, and who may look on."""

from chassis.http import request_session
from contracts.roles import ORGANIZER, OVERSEEING, SCREENER
from contracts.scopes import Scope
from gateway.accounts.people import holders

READERS = (SCREENER, *OVERSEEING)
STAFF = (SCREENER, ORGANIZER)


def screeners(edition: str) -> list[tuple[str, str]]:
    """Account and name of everybody who may screen the edition, by name."""
    return [(str(who), name) for who, name in holders(request_session.session(), STAFF, Scope.edition(edition))]
