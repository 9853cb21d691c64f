"""The screening of an entry as one reader sees it: the office all of it, its team what it was told."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from chassis import clock
from chassis.http.auth import Identity
from chassis.http.etag import etag_of
from contracts.roles import ORGANIZER, SCREENER
from services.registration.contest.entries.completeness import form_of, open_fields
from services.registration.contest.entries.models import Entry
from services.registration.contest.entries.standing import handed_in, version_of
from services.registration.contest.likeness.reading import alike
from services.registration.contest.screening import rules
from services.registration.contest.screening.models import (
    ANSWERED,
    CORRECTION,
    FAILS,
    FINAL,
    LAPSED,
    REFUSED,
    REPLIED,
    TAKEN,
    Screening,
)
from services.registration.contest.screening.records import BY_TEAM, ScreeningRecord
from services.registration.contest.screening.states import SCREENING
from services.registration.contest.screening.steps import told_state
from services.registration.contest.screening_desk.actions import correction_due, corrections_most, points_of
from services.registration.contest.screening_desk.own_entries import is_own, own_among
from services.registration.contest.screening_desk.steps import screening_of

WITH_REASONS = (CORRECTION, ANSWERED, REFUSED, REPLIED, FINAL, LAPSED)
"""States in which a team reads what was found."""
_HANDED_IN = (
    *("number", "title", "track", "group", "organisation", "form_version", "form_sha256", "answers"),
    *("leader_name", "submitted_at", "version", "files", "team", "joint_applicants"),
)
_STANDS = (
    "state",
    "since",
    "screener_id",
    "screener_name",
    "message",
    "fields",
    "corrections",
    "due_at",
    "reply",
    "explanation",
)


def for_office(session: Session, caller: Identity, entry: Entry) -> dict[str, Any]:
    """Everything about the screening, beside what was handed in."""
    screening, copy = screening_of(entry), handed_in(session, entry)
    own = is_own(session, entry, caller.account_id)
    found = select(ScreeningRecord).where(ScreeningRecord.entry_id == entry.id).order_by(ScreeningRecord.id)
    records, may = session.scalars(found).all(), _may(caller, entry, screening, own=own)
    before = _looked_at(records, copy.version)
    return {
        "entry_id": entry.id,
        "edition": entry.edition,
        **{name: getattr(copy, name) for name in _HANDED_IN},
        **{name: getattr(screening, name) for name in _STANDS},
        "points": [_point(one, screening, before) for one in points_of(entry)],
        "records": records,
        "before": version_of(session, entry.id, before.version) if before else None,
        "alike": alike(session, entry, partial(own_among, session, account_id=caller.account_id)),
        "etag": etag_of(entry.id, screening.turn),
        "own": own,
        "corrections_most": corrections_most(entry),
        "correction_due_at": correction_due(entry) if "correct" in may else None,
        "may": may,
    }


def for_team(session: Session, entry: Entry, *, leads: bool) -> dict[str, Any]:
    """What the team was told, what it may change, and until when."""
    screening = screening_of(entry)
    state = told_state(screening)["state"]
    told = state in WITH_REASONS
    form = form_of(session, entry)
    still = open_fields(form, entry)
    shown = still or set(screening.fields if told else ())
    may = {"correct": bool(still), "reply": screening.repliable}
    return {
        "entry_id": entry.id,
        "title": entry.title,
        "state": state,
        "since": screening.since,
        "findings": rules.failed(points_of(entry), screening.points) if told else [],
        "message": screening.message if told else "",
        "fields": [
            {"key": one.key, "label": one.label.zh, "label_en": one.label.en, "file": one in form.slots}
            for one in form
            if one.key in shown
        ],
        "due_at": screening.due_at if told else None,
        "explanation": screening.explanation if told else "",
        "reply": screening.reply if told else "",
        "may": [name for name, open_now in may.items() if leads and open_now],
    }


def _looked_at(records: Sequence[ScreeningRecord], version: int) -> ScreeningRecord | None:
    """The last that the office did with an earlier version; None where it sees this entry for the first time."""
    earlier = [one for one in records if one.version < version and one.action not in BY_TEAM]
    return earlier[-1] if earlier else None


def _point(point: Any, screening: Screening, before: ScreeningRecord | None) -> dict[str, Any]:
    said, earlier = screening.points.get(point["key"], {}), before.points.get(point["key"], {}) if before else {}
    return {
        **point,
        "verdict": said.get("verdict", ""),
        "reason": said.get("reason", ""),
        "failed_before": earlier.get("reason", "") if earlier.get("verdict") == FAILS else "",
    }


def _may(caller: Identity, entry: Entry, screening: Screening, *, own: bool) -> Sequence[str]:
    """What the life of a screening allows now, as far as it is this caller's to do."""
    scope, opens_at = entry.home.scope, entry.home.screening_opens_at
    organizes = caller.has(ORGANIZER, scope)
    if opens_at is None or clock.now() < opens_at or not (organizes or caller.has(SCREENER, scope)):
        return []
    allows = partial(SCREENING.allows, screening.state)
    holds = screening.state == TAKEN and screening.screener_id == caller.account_id
    found = {
        "take": allows("take") and not own,
        "decide": allows("pass") and holds,
        "correct": allows("ask for a correction") and holds and screening.corrections < corrections_most(entry),
        "give back": allows("give back") and (holds or organizes),
        "hand over": allows("hand over") and (holds or organizes),
        "confirm": allows("confirm") and not own and screening.proposer_id != caller.account_id,
        "reopen": allows("reopen") and organizes,
    }
    return [name for name, may in found.items() if may]
