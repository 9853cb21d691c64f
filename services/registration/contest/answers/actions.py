"""Saving answers side by side: people who write in one entry meet only where both changed the same answer."""

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from chassis import clock
from chassis.forms.marks import mark, marks_of
from chassis.http.auth import Identity
from chassis.http.errors import PreconditionRequired
from services.registration.contest.answers.errors import AnswersChanged
from services.registration.contest.entries.actions import save_draft
from services.registration.contest.entries.completeness import form_of
from services.registration.contest.entries.models import Entry

Marks = Mapping[str, str]
"""Of the answers somebody read, by the key of their field."""


def save_answers(session: Session, caller: Identity, entry: Entry, given: Any, read: Marks | None = None) -> None:
    """Take over what was typed, each answer in place of the one that `read` names; None: of whatever stands.

    Raises PreconditionRequired, AnswersChanged, Invalid.
    """
    before = entry.aside | entry.answers
    if read is not None:
        _refuse_changed(session, caller, entry, given, read)
    if not given:
        return
    save_draft(session, entry, given)
    after, now = entry.aside | entry.answers, clock.now().isoformat()
    changed = [key for key in given if mark(before.get(key)) != mark(after.get(key))]
    entry.writers = entry.writers | {key: {"by": str(caller.account_id), "at": now} for key in changed}
    session.flush()


def _refuse_changed(session: Session, caller: Identity, entry: Entry, given: Mapping[str, Any], read: Marks) -> None:
    if not given.keys() <= read.keys():
        raise PreconditionRequired
    stands = marks_of(entry.aside | entry.answers)
    lost = [key for key, value in given.items() if stands.get(key, "") not in (read[key], mark(value))]
    if lost:
        raise AnswersChanged(changes=list(_changes(session, caller, entry, lost)))


def _changes(session: Session, caller: Identity, entry: Entry, keys: list[str]) -> Iterator[dict[str, Any]]:
    """Of each answer what it is called, and who of the team changed it when, as far as that is known."""
    names = {one.account_id: one.name for one in entry.team}
    labels = form_of(session, entry).by_key
    for key in keys:
        last = entry.writers.get(key, {})
        by = UUID(last["by"]) if last else None
        yield {
            "field": key,
            "label": str(labels[key].label) if key in labels else key,
            "name": names.get(by, ""),
            "you": by == caller.account_id,
            "at": last.get("at"),
        }
