"""Drafts move to a new version of their edition's form; what no longer fits is kept and shown."""

from uuid import UUID

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from chassis.forms.carrying import carry_over
from chassis.forms.documents import read
from services.registration.contest.entries.actions import touch, write_answers
from services.registration.contest.entries.completeness import form_of
from services.registration.contest.entries.models import SUBMITTED, Entry
from services.registration.contest.forms.actions import current_form, find_form, form_in_use


def move_drafts(session: Session, edition: str) -> int:
    """Move what is not handed in to the current version; returns how many entries."""
    behind = (
        select(Entry.id)
        .where(Entry.edition == edition, Entry.state != SUBMITTED)
        .where(Entry.form_sha256 != current_form(session, edition).sha256)
    )
    found = list(session.scalars(behind.order_by(Entry.id)))
    for entry_id in found:
        _move(session, entry_id)
    return len(found)


def move_to_current(session: Session, entry: Entry) -> bool:
    """Make the entry answer the current version; whether that was another one. What is handed in stays as it is."""
    current = form_in_use(session, entry.edition)
    if entry.form_sha256 == current.sha256:
        return False
    old, new = (
        read(find_form(session, entry.edition, v).document.encode()) for v in (entry.form_version, current.version)
    )
    carried = carry_over(entry.answers | entry.aside, old, new)
    entry.kept = [*entry.kept, *(msgspec.to_builtins(one) | {"version": old.version} for one in carried.kept)]
    entry.form_version, entry.form_sha256 = current.version, current.sha256
    write_answers(form_of(session, entry), entry, carried.answers, {})
    return True


def _move(session: Session, entry_id: UUID) -> None:
    entry = session.get_one(Entry, entry_id, with_for_update=True)
    if move_to_current(session, entry):
        touch(session, entry)
    session.flush()
