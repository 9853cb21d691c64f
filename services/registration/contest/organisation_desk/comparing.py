"""Finding organisations that may be one and the same: each new or changed one is compared with all others."""

from collections.abc import Iterator
from uuid import UUID

from sqlalchemy import delete, literal, or_, select, update
from sqlalchemy.orm import Session

from chassis import clock
from chassis.config import Settings
from chassis.storage.engine import Database
from services.registration.contest.organisations.likeness import SHORTEST_PART, likeness, pieces_of
from services.registration.contest.organisations.models import STANDING, Likeness, Organisation

EVERY = 30.0
"""Seconds between looks for organisations to compare."""
AT_ONCE = 50
"""Organisations compared in one transaction."""


def compare_new(database: Database, _settings: Settings) -> None:
    """Compare every organisation that nobody compared since it changed."""
    wanted = select(Organisation.id).where(Organisation.compared_at.is_(None), Organisation.state == STANDING)
    while True:
        with database.write() as session:
            found = session.scalars(wanted.order_by(Organisation.id).limit(AT_ONCE)).all()
            for organisation_id in found:
                compare(session, session.get_one(Organisation, organisation_id))
        if len(found) < AT_ONCE:
            return


def compare(session: Session, own: Organisation) -> None:
    """Write down what may be the same as this one; what an organizer said of a pair stays."""
    alike = dict(_alike(session, own))
    pairs = session.scalars(select(Likeness).where(Likeness.of(own.id)))
    known = {one.other_id(own.id): one for one in pairs}
    for other_id, pair in known.items():
        if other_id in alike:
            pair.reason = alike[other_id]
        else:
            session.delete(pair)
    for other_id in alike.keys() - known.keys():
        first, second = sorted((own.id, other_id))
        session.add(Likeness(first_id=first, second_id=second, reason=alike[other_id]))
    own.compared_at = clock.now()
    session.flush()


def compare_again(session: Session, *organisation_ids: UUID) -> None:
    """Forget the pairs of organisations that changed, and let them be compared."""
    session.execute(delete(Likeness).where(Likeness.of(*organisation_ids), Likeness.dismissed_at.is_(None)))
    changed = update(Organisation).where(Organisation.id.in_(organisation_ids))
    session.execute(changed.values(compared_at=None))


def _alike(session: Session, own: Organisation) -> Iterator[tuple[UUID, str]]:
    """Only those are looked at that can be: with the code, the name, a piece of the name, or a name inside of it."""
    holding = [Organisation.core.contains(piece, autoescape=True) for piece in pieces_of(own.core)]
    inside = literal(own.core).like("%" + Organisation.core + "%")
    same = [Organisation.name_key == own.name_key, Organisation.core == own.core]
    if own.credit_code:
        same.append(Organisation.credit_code == own.credit_code)
    near = or_(*same, *holding, inside) if len(own.core) >= SHORTEST_PART else or_(*same)
    columns = select(Organisation.id, Organisation.name, Organisation.credit_code)
    others = columns.where(Organisation.state == STANDING, Organisation.id != own.id, near)
    for other_id, name, code in session.execute(others):
        if reason := likeness(own.name, own.credit_code, name, code):
            yield other_id, reason
