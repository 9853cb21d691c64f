"""What is said of two alike entries: no duplicates, or for the office, which closes it."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from chassis import clock
from chassis.http.auth import Identity
from chassis.http.errors import Forbidden, Invalid, NotFound
from chassis.storage import audit
from contracts.roles import OVERSEEING, SCREENER
from contracts.scopes import Scope
from services.registration.contest.entries.models import SUBMITTED
from services.registration.contest.likeness.models import Likeness
from services.registration.contest.likeness.states import LIKENESS, SAID_BY
from services.registration.contest.likeness_desk.errors import NO_REASON
from services.registration.contest.screening_desk.own_entries import refuse_own

READERS = (SCREENER, *OVERSEEING)
"""Who reads about alike entries."""
_PAIR = select(Likeness).options(joinedload(Likeness.first), joinedload(Likeness.second))


def find_pair(session: Session, caller: Identity, pair_id: UUID) -> Likeness:
    """Two alike entries, for who reads the edition of one of them and stands behind neither.

    Raises NotFound, OwnEntry.
    """
    found = session.scalars(_PAIR.where(Likeness.id == pair_id)).one_or_none()
    if found is None or any(one.state != SUBMITTED for one in found.entries) or not holds(caller, found, READERS):
        raise NotFound
    for one in found.entries:
        refuse_own(session, one, caller.account_id, caller.name)
    return found


def holds(caller: Identity, pair: Likeness, roles: tuple[str, ...]) -> bool:
    """Whether the caller has one of the roles in the edition of either entry."""
    return any(caller.has_any(roles, Scope.edition(one.edition)) for one in pair.entries)


def decide(session: Session, caller: Identity, pair_id: UUID, action: str, reason: str) -> Likeness:
    """Say what is of two alike entries. Raises NotFound, OwnEntry, Forbidden, Impossible, Invalid without a reason."""
    session.scalars(select(Likeness.id).where(Likeness.id == pair_id).with_for_update()).one_or_none()
    pair = find_pair(session, caller, pair_id)
    if not holds(caller, pair, SAID_BY[action]):
        raise Forbidden
    LIKENESS.step(pair.state, action)
    if action != "clear" and not reason:
        raise Invalid({"reason": [NO_REASON.body()]})
    LIKENESS.move(pair, action)
    pair.since, pair.decider_id, pair.decider_name, pair.reason = clock.now(), caller.account_id, caller.name, reason
    session.flush()  # before the record, for which all others wait until we end
    audit.record(session, caller.account_id, "entry.likeness", str(pair.second_id), step=action)
    return pair
