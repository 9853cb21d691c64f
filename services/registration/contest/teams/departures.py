"""Those who were of a team and are not any more: why, by whom and when, for whoever opens an old page or link."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from flask_babel import gettext as _
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from chassis import clock
from chassis.http.auth import Identity
from chassis.http.errors import NotFound
from chassis.privacy.personal_rows import facts_of, write_into
from chassis.words import moments
from contracts.events import FORMER
from services.registration.contest.teams.errors import EntryDeleted, LeftTeam, RemovedFromTeam
from services.registration.contest.teams.models import DELETED, LEFT, REMOVED, Departure

_REFUSALS: Mapping[str, type[NotFound]] = {LEFT: LeftTeam, REMOVED: RemovedFromTeam, DELETED: EntryDeleted}
_TOLD = ("entry_id", "how", "title", "reason", "at")


def note_departure(
    session: Session, by: Identity, entry_id: UUID, title: str, people: Collection[UUID], how: str, reason: str = ""
) -> None:
    """Know from now on why these people do not see the entry any more: `how` is LEFT, REMOVED or DELETED."""
    rejoined(session, entry_id, people)
    facts = {"entry_id": entry_id, "title": title, "how": how, "reason": reason, "at": clock.now()}
    session.add_all(Departure(account_id=one, by_id=by.account_id, by_name=by.name, **facts) for one in people)
    session.flush()


def rejoined(session: Session, entry_id: UUID, people: Collection[UUID]) -> None:
    """Forget that these people were out of the team once."""
    gone = Departure.entry_id == entry_id, Departure.account_id.in_(people)
    session.execute(delete(Departure).where(*gone))


def why_unseen(session: Session, caller: Identity, entry_id: UUID) -> NotFound:
    """What tells the caller why they do not see an entry: for who once was of its team what became of that."""
    return departed(session, caller, entry_id) or NotFound()


def departed(session: Session, caller: Identity, entry_id: UUID) -> NotFound | None:
    """What tells the caller why they are of an entry's team no more; None where they never were, or are."""
    found = session.get(Departure, (entry_id, caller.account_id)) if caller.known else None
    if found is None:
        return None
    return _REFUSALS[found.how](
        entry=found.title or str(_("未命名项目")),
        name=found.by_name,
        reason=found.reason,
        time=moments.written(found.at, "moment"),
    )


def departures_of(session: Session, account_id: UUID) -> list[dict[str, Any]]:
    """What is held of the person."""
    found = select(Departure).where(Departure.account_id == account_id).order_by(Departure.at, Departure.entry_id)
    return [facts_of(one, _TOLD) for one in session.scalars(found)]


def forget_departures(session: Session, account_id: UUID) -> None:
    """Delete those of a person who leaves us, and take their name off those of others."""
    session.execute(delete(Departure).where(Departure.account_id == account_id))
    write_into(session, Departure.by_id, account_id, by_name=FORMER)


def drop_departures(session: Session, before: datetime) -> None:
    """Delete those that are older."""
    session.execute(delete(Departure).where(Departure.at < before))
