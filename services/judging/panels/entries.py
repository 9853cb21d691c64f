"""Judging's copy of entries, kept up to date by registration's events."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from contracts.registration import EntrySubmitted, EntryWithdrawn
from services.judging.panels.holds import hold_entry
from services.judging.panels.models import Assignment, Entry, EntryOrigin
from services.judging.panels.removal import remove
from services.judging.rubrics.actions import lock_edition

WITHDRAWN = "entry-withdrawn"
"""The reason in `judging.assignment.removed.v1` where the team took its entry back."""


def take_in(session: Session, submitted: EntrySubmitted) -> None:
    """Keep what judges may see of a submitted entry. An out-of-date version changes nothing; assignments stay."""
    lock_edition(session, submitted.edition)
    known = hold_entry(session, submitted.entry_id)
    entry = known or _unknown(session, submitted.entry_id, submitted)
    if submitted.version <= entry.version:
        return
    entry.version, entry.submitted_at = submitted.version, submitted.submitted_at
    entry.title, entry.track, entry.group = submitted.title, submitted.track, submitted.group
    entry.summary, entry.file_sha256 = submitted.summary, submitted.file_sha256
    entry.active = entry.withdrawn_at is None or submitted.submitted_at >= entry.withdrawn_at
    origin = (known and session.get(EntryOrigin, entry.id)) or EntryOrigin(entry_id=entry.id)
    origin.organisation, origin.leader_id = submitted.organisation, submitted.leader_id
    session.add(origin)
    session.flush()


def withdraw(session: Session, withdrawn: EntryWithdrawn) -> None:
    """The entry leaves judging: its assignments are removed, its sheets become void. Out of date: no change."""
    lock_edition(session, withdrawn.edition)
    entry = hold_entry(session, withdrawn.entry_id) or _unknown(session, withdrawn.entry_id, withdrawn)
    if any(known and known > withdrawn.withdrawn_at for known in (entry.submitted_at, entry.withdrawn_at)):
        return
    entry.withdrawn_at, entry.active = withdrawn.withdrawn_at, False
    session.flush()
    live = select(Assignment).where(Assignment.entry_id == entry.id, Assignment.removed_at.is_(None))
    for assignment in session.scalars(live.order_by(Assignment.id).with_for_update(key_share=True)).all():
        remove(session, assignment, WITHDRAWN)


def _unknown(session: Session, entry_id: UUID, news: EntrySubmitted | EntryWithdrawn) -> Entry:
    blank = dict.fromkeys(("title", "track", "group", "summary", "file_sha256"), "")
    entry = Entry(id=entry_id, edition=news.edition, number=news.number, version=0, active=False, **blank)
    session.add(entry)
    return entry
