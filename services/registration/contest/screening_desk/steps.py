"""What every step of a screening shares: the locked entry, who may, what is put on record and told."""

from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from chassis import clock
from chassis.events.outbox import emit
from chassis.http.auth import Identity
from chassis.http.errors import Forbidden, NotFound
from chassis.storage import audit
from chassis.words import moments
from contracts.roles import ORGANIZER, SCREENER
from contracts.screening import EntryScreened, Finding
from services.registration.contest.entries.actions import lock_entry, locked_entry
from services.registration.contest.entries.models import SUBMITTED, Entry
from services.registration.contest.entries.standing import handed_in
from services.registration.contest.entries.telling import beside_leader, led
from services.registration.contest.screening import rules
from services.registration.contest.screening.models import TAKEN, Screening
from services.registration.contest.screening.records import record_of
from services.registration.contest.screening.steps import step
from services.registration.contest.screening_desk.errors import (
    HeldByAnother,
    NotScreened,
    ScreeningNotOpen,
)


def screened_entry(session: Session, caller: Identity, entry_id: UUID) -> tuple[Entry, Screening]:
    """An entry the caller may screen, kept from changes by others, with its screening.

    Raises NotFound, Forbidden, NotScreened, ScreeningNotOpen.
    """
    entry = locked_entry(session, caller, entry_id)
    if not caller.has_any((SCREENER, ORGANIZER), entry.home.scope):
        raise Forbidden
    refuse_unopened(entry)
    return entry, screening_of(entry)


def refuse_unopened(entry: Entry) -> None:
    """Raise NotFound where the entry is not handed in, NotScreened or ScreeningNotOpen by the edition's calendar."""
    opens_at = entry.home.screening_opens_at
    if opens_at is None:
        raise NotScreened
    if entry.state != SUBMITTED:
        raise NotFound
    if clock.now() < opens_at:
        raise ScreeningNotOpen(opening=moments.written(opens_at, "moment"))


def screening_of(entry: Entry) -> Screening:
    """The screening of an entry, which begins with its first submission. Raises NotFound before that."""
    if entry.screening is None:
        raise NotFound
    return entry.screening


def held_entry(session: Session, caller: Identity, entry_id: UUID) -> tuple[Entry, Screening]:
    """An entry that the caller has taken. Raises what `screened_entry` raises, HeldByAnother."""
    entry, screening = screened_entry(session, caller, entry_id)
    if screening.state == TAKEN and screening.screener_id != caller.account_id:
        raise HeldByAnother(name=screening.screener_name)
    return entry, screening


def note(
    session: Session, who: Identity, entry: Entry, action: str, text: str = "", given_to: UUID | None = None
) -> None:
    """Take a step of the life, and keep who took it, with the points as they stand; `text` may name `given_to`."""
    screening = screening_of(entry)
    step(screening, action)
    record = record_of(screening, who, action, text)
    record.given_to = given_to
    session.add(record)
    session.flush()  # before the record, for which all others wait until we end
    audit.record(session, who.account_id, "entry.screening", str(entry.id), step=action)


def findings(entry: Entry) -> tuple[Finding, ...]:
    """The points that the entry does not meet, as the team is told."""
    points = rules.asked_of(entry.home.details["screening"], entry.group)
    failed = rules.failed(points, screening_of(entry).points)
    return tuple(Finding(text=one["text"], text_en=one["text_en"], reason=one["reason"]) for one in failed)


def tell_outcome(session: Session, entry: Entry, outcome: str) -> None:
    """Tell judging and the team how the screening ended."""
    screening = screening_of(entry)
    told = handed_in(session, entry)
    emit(
        session,
        EntryScreened(
            number=told.number,
            turn=screening.turn,
            outcome=outcome,
            findings=findings(entry),
            message=screening.message,
            reply_due_at=screening.due_at,
            screened_at=clock.now(),
            **told_of(entry, told.title),
            advisor_ids=beside_leader(entry.team)["advisor_ids"],
        ),
    )


def told_of(entry: Entry, title: str = "") -> dict[str, Any]:
    """What every event to a whole team says of its entry."""
    own = led(entry) | ({"title": title} if title else {})
    return own | {"member_ids": beside_leader(entry.team)["member_ids"]}


def whole(session: Session, entry_id: UUID) -> Entry:
    """An entry that exists, kept from changes by others, whoever asks: for what happens by itself."""
    return lock_entry(session, entry_id)
