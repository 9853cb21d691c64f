"""The screening of an entry as one reader sees it: the office all of it, its team what it was told."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from chassis import clock
from chassis.http.auth import Identity
from chassis.http.etag import etag_of
from contracts.roles import ORGANIZER, SCREENER
from services.registration.contest.entries.completeness import form_of, open_fields
from services.registration.contest.entries.models import Entry
from services.registration.contest.entries.standing import handed_in
from services.registration.contest.screening import rules
from services.registration.contest.screening.models import (
    CORRECTION,
    FINAL,
    LAPSED,
    OPEN,
    PASSED,
    PROPOSED,
    REFUSED,
    TAKEN,
    TOLD,
    UNDER_WAY,
    WAITING,
    Screening,
)
from services.registration.contest.screening.records import ScreeningRecord
from services.registration.contest.screening_desk.actions import points_of
from services.registration.contest.screening_desk.own_entries import is_own

WITH_REASONS = (CORRECTION, REFUSED, FINAL, LAPSED, "answered", "replied")
"""States in which a team reads what was found."""
_HANDED_IN = (
    *("number", "title", "track", "group", "organisation", "form_version", "form_sha256", "answers"),
    *("leader_name", "submitted_at", "version", "files", "team"),
)


def for_office(session: Session, caller: Identity, entry: Entry) -> dict[str, Any]:
    """Everything about the screening, beside what was handed in."""
    screening, copy = entry.screening, handed_in(session, entry)
    own = is_own(session, entry, caller.account_id)
    records = select(ScreeningRecord).where(ScreeningRecord.entry_id == entry.id).order_by(ScreeningRecord.id)
    return {
        "entry_id": entry.id,
        "edition": entry.edition,
        **{name: getattr(copy, name) for name in _HANDED_IN},
        **_stands(screening),
        "points": [_point(one, screening) for one in points_of(entry)],
        "records": list(session.scalars(records)),
        "etag": etag_of(entry.id, screening.turn if screening else 0),
        "own": own,
        "corrections_most": rules.CORRECTIONS,
        "may": _may(caller, entry, screening, own=own),
    }


def for_team(session: Session, entry: Entry, *, leads: bool) -> dict[str, Any]:
    """What the team was told, what it may change, and until when."""
    screening = entry.screening
    state = screening.state if screening and screening.state in TOLD else UNDER_WAY
    told = bool(screening) and state in WITH_REASONS
    failed = rules.failed(points_of(entry), screening.points) if screening and told else []
    form = form_of(session, entry)
    still = open_fields(form, entry)
    shown = still or set(screening.fields if screening and told else ())
    named = [one for one in form if one.key in shown]
    return {
        "entry_id": entry.id,
        "title": entry.title,
        "state": state,
        "since": screening.since if screening else None,
        "findings": failed,
        "message": screening.message if screening and told else "",
        "fields": [
            {"key": one.key, "label": one.label.zh, "label_en": one.label.en, "file": one in form.slots}
            for one in named
        ],
        "due_at": screening.due_at if screening and told else None,
        "reply": screening.reply if screening and told else "",
        "may": (["correct"] if still and leads else [])
        + (["reply"] if leads and screening and screening.repliable else []),
    }


def _stands(screening: Screening | None) -> dict[str, Any]:
    names = ("state", "since", "screener_id", "screener_name", "message", "fields", "corrections", "due_at", "reply")
    if screening is None:
        blank: dict[str, Any] = dict.fromkeys(names)
        return blank | {
            "state": WAITING,
            "screener_name": "",
            "message": "",
            "fields": [],
            "corrections": 0,
            "reply": "",
        }
    return {name: getattr(screening, name) for name in names}


def _point(point: Any, screening: Screening | None) -> dict[str, Any]:
    said = screening.points.get(point["key"], {}) if screening else {}
    return {**point, "verdict": said.get("verdict", ""), "reason": said.get("reason", "")}


def _may(caller: Identity, entry: Entry, screening: Screening | None, *, own: bool) -> Sequence[str]:
    scope, opens_at = entry.home.scope, entry.home.screening_opens_at
    organizes = caller.has(ORGANIZER, scope)
    if opens_at is None or clock.now() < opens_at or not (organizes or caller.has(SCREENER, scope)):
        return []
    state = screening.state if screening else WAITING
    holds = screening is not None and screening.screener_id == caller.account_id
    found = {
        "take": state in OPEN and not own,
        "decide": state == TAKEN and holds,
        "correct": state == TAKEN and holds and screening is not None and screening.corrections < rules.CORRECTIONS,
        "give back": state == TAKEN and (holds or organizes),
        "hand over": (state == TAKEN and holds) or (organizes and state in (*OPEN, TAKEN)),
        "confirm": state == PROPOSED
        and not own
        and screening is not None
        and screening.proposer_id != caller.account_id,
        "reopen": organizes and state in (PASSED, FINAL, LAPSED),
    }
    return [name for name, may in found.items() if may]
