"""A question as one reader sees it, the list of a team's, and the desk of the office."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from chassis.http.auth import Identity
from chassis.http.errors import NotFound
from services.registration.contest.entries.access import access_of, asks
from services.registration.contest.entries.actions import find_entry
from services.registration.contest.entries.completeness import form_of
from services.registration.contest.entries.models import Entry
from services.registration.contest.questions.models import OPEN, Question
from services.registration.contest.questions.states import QUESTION
from services.registration.contest.screening_desk.own_entries import is_own

COLUMNS: tuple[Any, ...] = (
    *(Question.id, Question.entry_id, Question.title, Question.state, Question.since, Question.asked_at),
    *(Question.asked_name, Question.taken_name, Question.article_id),
    *(Entry.title.label("entry_title"), Entry.number, Entry.track),
)
NAMES = tuple(column.key for column in COLUMNS)
_OWN = (
    *("id", "entry_id", "edition", "state", "since", "title", "asked_name", "asked_at", "taken_by", "taken_name"),
    *("article_id", "posts"),
)


def described(session: Session, caller: Identity, question: Question) -> dict[str, Any]:
    """The whole question, and what the caller may do."""
    entry = question.entry
    return {name: getattr(question, name) for name in _OWN} | {
        "entry_title": entry.title,
        "number": entry.number,
        "track": entry.track,
        "section": _section(session, entry, question.section),
        "may": _may(session, caller, question),
    }


def questions_of(session: Session, caller: Identity, entry_id: UUID) -> dict[str, Any]:
    """The questions of an entry for its team, the latest first, and what can be asked about. Raises NotFound."""
    entry = find_entry(session, caller, entry_id)
    access = access_of(caller, entry)
    if not (access.in_team or access.oversees):
        raise NotFound
    query = select(Question).where(Question.entry_id == entry.id).order_by(Question.id.desc())
    sections = form_of(session, entry).sections
    return {
        "entry_id": entry.id,
        "edition": entry.edition,
        "title": entry.title,
        "relation": access.relation,
        "sections": [{"key": one.key, "title": one.title.zh, "title_en": one.title.en} for one in sections],
        "items": session.scalars(query).all(),
        "may": ["ask"] if asks(access, entry) else [],
    }


def desk_rows(edition: str, wanted: Mapping[str, Any]) -> Select[Any]:
    """The questions of an edition, narrowed by state, track, and who works on them."""
    query: Select[Any] = (
        select(Question.id).join(Entry, Entry.id == Question.entry_id).where(Question.edition == edition)
    )
    if wanted.get("state"):
        query = query.where(Question.state == wanted["state"])
    if wanted.get("track"):
        query = query.where(Entry.track == wanted["track"])
    if wanted.get("taken_by"):
        query = query.where(Question.taken_by == wanted["taken_by"])
    return query.with_only_columns(*COLUMNS)


def _section(session: Session, entry: Entry, key: str) -> dict[str, str]:
    """What the section is called; empty where the question names none."""
    found = next((one for one in form_of(session, entry).sections if one.key == key), None)
    return {"title": found.title.zh, "title_en": found.title.en} if found else {"title": "", "title_en": ""}


def _may(session: Session, caller: Identity, question: Question) -> Sequence[str]:
    access = access_of(caller, question.entry)
    asking = access.in_team and asks(access, question.entry)
    office = access.organizes and not is_own(session, question.entry, caller.account_id)
    mine = question.taken_by in (None, caller.account_id)
    allows = QUESTION.allows
    found = {
        "ask on": asking and allows(question.state, "ask on"),
        "answer": office and mine and allows(question.state, "answer"),
        "take": office and question.taken_by is None and allows(question.state, "take"),
        "give back": office and question.taken_by is not None and allows(question.state, "give back"),
        "close": (asking or office) and allows(question.state, "close"),
        "take back": asking and question.state == OPEN,
        "publish": office and question.state != OPEN,
    }
    return [name for name, may in found.items() if may]
