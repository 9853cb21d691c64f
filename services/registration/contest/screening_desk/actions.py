"""What comes of a screening: the checklist, passing, correction, refusal by two people, reopening."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from chassis import clock
from chassis.events.outbox import emit
from chassis.http.auth import Identity
from chassis.http.errors import Forbidden, NotFound
from contracts.change_requests import ChangedField
from contracts.roles import ORGANIZER
from contracts.screening import PASSED, REFUSED, CorrectionAsked
from services.registration.contest.entries.actions import touch
from services.registration.contest.entries.completeness import form_of
from services.registration.contest.entries.models import Entry
from services.registration.contest.entries.telling import beside_leader
from services.registration.contest.papers.models import stored_files
from services.registration.contest.screening import rules
from services.registration.contest.screening.models import Screening
from services.registration.contest.screening.states import SCREENING
from services.registration.contest.screening_desk.errors import (
    CorrectedBefore,
    NoFields,
    NoReasons,
    PointsFailed,
    PointsOpen,
    SecondPerson,
)
from services.registration.contest.screening_desk.own_entries import refuse_own
from services.registration.contest.screening_desk.steps import (
    findings,
    held_entry,
    note,
    screened_entry,
    tell_outcome,
    told_of,
)
from services.registration.contest.versions.actions import put_back


def save_points(session: Session, caller: Identity, entry_id: UUID, said: Sequence[Mapping[str, str]]) -> Entry:
    """Keep what the screener says of points: `key`, `verdict`, `reason`. Raises NotFound, Impossible as others do."""
    entry, screening = held_entry(session, caller, entry_id)
    SCREENING.step(screening.state, "pass")
    if not {one["key"] for one in said} <= {one["key"] for one in points_of(entry)}:
        raise NotFound
    found = {one["key"]: {"verdict": one["verdict"], "reason": one["reason"]} for one in said}
    screening.points = {**screening.points, **found}
    session.flush()
    return entry


def pass_entry(session: Session, caller: Identity, entry_id: UUID) -> Entry:
    """Let the entry be judged. Raises PointsOpen, PointsFailed, Impossible."""
    entry, screening = held_entry(session, caller, entry_id)
    points = points_of(entry)
    SCREENING.step(screening.state, "pass")
    if still := rules.open_points(points, screening.points):
        raise PointsOpen(count=len(still))
    if failed := rules.failed(points, screening.points):
        raise PointsFailed(count=len(failed))
    screening.message, screening.due_at, screening.fields = "", None, []
    note(session, caller, entry, "pass")
    tell_outcome(session, entry, PASSED)
    return entry


def ask_correction(session: Session, caller: Identity, entry_id: UUID, message: str, fields: Sequence[str]) -> Entry:
    """Let the team change these fields and slots until a date. Raises CorrectedBefore, NoReasons, NoFields."""
    entry, screening = held_entry(session, caller, entry_id)
    SCREENING.step(screening.state, "ask for a correction")
    if screening.corrections >= (most := corrections_most(entry)):
        raise CorrectedBefore(most=most)
    _refuse_unexplained(entry, screening, message)
    put_back(session, entry)  # what the team had not handed in is no part of the correction
    form = form_of(session, entry)
    asked = form.shown({**entry.answers, **stored_files(entry.papers)})
    wanted = [key for key in dict.fromkeys(fields) if key in asked]
    if not wanted:
        raise NoFields
    screening.fields, screening.message, screening.explanation, screening.reminded = wanted, message, "", False
    screening.due_at = correction_due(entry)
    screening.corrections += 1
    note(session, caller, entry, "ask for a correction", message)
    entry.revising = True
    touch(session, entry)
    told: dict[str, Any] = {"findings": findings(entry), "message": message, "due_at": screening.due_at}
    named = tuple(ChangedField(label=field.label.zh, label_en=field.label.en) for field in form if field.key in wanted)
    advisors = beside_leader(entry.team)["advisor_ids"]
    emit(session, CorrectionAsked(**told_of(entry), advisor_ids=advisors, fields=named, **told))
    return entry


def propose_refusal(session: Session, caller: Identity, entry_id: UUID, message: str) -> Entry:
    """Propose to refuse the entry; the team hears nothing yet. Raises NoReasons, Impossible."""
    entry, screening = held_entry(session, caller, entry_id)
    SCREENING.step(screening.state, "propose refusal")
    _refuse_unexplained(entry, screening, message)
    screening.message, screening.proposer_id = message, caller.account_id
    note(session, caller, entry, "propose refusal", message)
    return entry


def decide_refusal(session: Session, caller: Identity, entry_id: UUID, *, agree: bool, reason: str) -> Entry:
    """Confirm a proposed refusal, or send it back: by somebody else. Raises SecondPerson, OwnEntry, Impossible."""
    entry, screening = screened_entry(session, caller, entry_id)
    SCREENING.step(screening.state, "confirm")
    if screening.proposer_id == caller.account_id:
        raise SecondPerson
    refuse_own(session, entry, caller.account_id, caller.name)
    if not agree:
        note(session, caller, entry, "send back", reason)
        return entry
    days = rules.calendar(entry.home.details["exceptional_days"])
    screening.due_at, screening.reply = rules.due(days, clock.now(), rules.REPLY_DAYS), ""
    note(session, caller, entry, "confirm", reason)
    tell_outcome(session, entry, REFUSED)
    return entry


def reopen(session: Session, caller: Identity, entry_id: UUID, reason: str) -> Entry:
    """Screen once more what was decided, an entry that passed too: by an organizer. Raises Forbidden, Impossible."""
    entry, screening = screened_entry(session, caller, entry_id)
    if not caller.has(ORGANIZER, entry.home.scope):
        raise Forbidden
    note(session, caller, entry, "reopen", reason)
    screening.screener_id = screening.proposer_id = screening.due_at = None
    screening.screener_name = ""
    return entry


def pass_untroubled(session: Session, caller: Identity, slug: str, entry_ids: Sequence[UUID]) -> int:
    """Let entries pass that the caller has taken and found nothing wrong with; how many that were.

    Points nobody said anything about count as met: whoever presses the button has seen the list of these entries.
    """
    count = 0
    for entry_id in sorted(set(entry_ids)):
        entry, screening = held_entry(session, caller, entry_id)
        points = points_of(entry)
        if entry.edition != slug or rules.failed(points, screening.points):
            continue
        met: dict[str, Any] = {
            key: {"verdict": "pass", "reason": ""} for key in rules.open_points(points, screening.points)
        }
        screening.points = {**screening.points, **met}
        pass_entry(session, caller, entry_id)
        count += 1
    return count


def points_of(entry: Entry) -> rules.Points:
    """The checklist that the entry is screened by."""
    return rules.asked_of(entry.home.details["screening"], entry.group)


def correction_due(entry: Entry) -> datetime:
    """Until when a correction may be handed in that is asked for now."""
    details = entry.home.details
    period = rules.correction_period(details["notice_periods"])
    return rules.due(rules.calendar(details["exceptional_days"]), clock.now(), period["days"], period["unit"])


def corrections_most(entry: Entry) -> int:
    """How often a correction of the entry may be asked for."""
    return int(entry.home.details["screening_rules"]["corrections_most"])


def _refuse_unexplained(entry: Entry, screening: Screening, message: str) -> None:
    points = points_of(entry)
    failed = rules.failed(points, screening.points)
    if rules.unexplained(points, screening.points) or not (failed or message.strip()):
        raise NoReasons
