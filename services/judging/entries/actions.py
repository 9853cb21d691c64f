"""Judging's copy of entries, kept up to date by registration's events."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, literal, or_, select
from sqlalchemy.orm import Session

from chassis import clock
from chassis.words.folding import bare
from contracts.registration import EntrySubmitted, EntryWithdrawn
from contracts.screening import PASSED, EntryScreened
from services.judging.editions.actions import lock_edition
from services.judging.editions.models import Edition
from services.judging.entries.models import Entry, EntryOrganisation, EntryOrigin, EntryPerson


def take_in(session: Session, submitted: EntrySubmitted) -> bool:
    """Keep what judges may see of a submitted entry; whether it replaced a version that was in judging.

    An out-of-date version changes nothing; assignments stay.
    """
    lock_edition(session, submitted.edition)
    known = lock_entry(session, submitted.entry_id)
    entry = known or _unknown(session, submitted.entry_id, submitted)
    if submitted.version <= entry.version:
        return False
    renewed = entry.active
    entry.version, entry.submitted_at = submitted.version, submitted.submitted_at
    entry.title, entry.track, entry.group = submitted.title, submitted.track, submitted.group
    entry.shown = [asdict(one) for one in submitted.shown]
    entry.files = [asdict(one) | {"file_id": str(one.file_id)} for one in submitted.files]
    entry.handed_in = entry.withdrawn_at is None or submitted.submitted_at >= entry.withdrawn_at
    _settle(session, entry)
    origin = (known and session.get(EntryOrigin, entry.id)) or EntryOrigin(entry_id=entry.id)
    _keep_organisations(origin, [submitted.organisation, *(one.name for one in submitted.applicants)])
    team = {submitted.leader_id, *submitted.member_ids, *submitted.advisor_ids}
    standing = {one.account_id: one for one in origin.people}
    origin.people = [standing.get(who) or EntryPerson(account_id=who) for who in sorted(team)]
    session.add(origin)
    session.flush()
    return renewed


def _keep_organisations(origin: EntryOrigin, names: Sequence[str]) -> None:
    known = {one.key: one for one in origin.organisations}
    told = {key: name for name in names if (key := bare(name))}
    origin.organisations = [known.get(key) or EntryOrganisation(key=key) for key in sorted(told)]
    for one in origin.organisations:
        one.name = told[one.key]


def withdraw(session: Session, withdrawn: EntryWithdrawn) -> bool:
    """Take the entry out of judging; whether it is out now. News that is out of date changes nothing."""
    lock_edition(session, withdrawn.edition)
    entry = lock_entry(session, withdrawn.entry_id) or _unknown(session, withdrawn.entry_id, withdrawn)
    if any(known and known > withdrawn.withdrawn_at for known in (entry.submitted_at, entry.withdrawn_at)):
        return False
    entry.withdrawn_at, entry.handed_in, entry.screened = withdrawn.withdrawn_at, False, ""
    _settle(session, entry)
    return True


def keep_outcome(session: Session, told: EntryScreened) -> bool:
    """Take in how a screening ended; whether the entry may not be judged by that. Out-of-date news changes nothing."""
    lock_edition(session, told.edition)
    entry = lock_entry(session, told.entry_id) or _unknown(session, told.entry_id, told)
    if told.turn <= entry.screened_turn:
        return False
    entry.screened_turn = told.turn
    if entry.withdrawn_at is None or told.screened_at >= entry.withdrawn_at:
        entry.screened = told.outcome
    _settle(session, entry)
    return entry.screened not in {"", PASSED}


def settle_entries(session: Session, edition: str) -> None:
    """Know anew which entries of an edition are in judging, where it begins or ceases to screen."""
    known = session.get(Edition, edition)
    passed = or_(Entry.screened == PASSED, literal(value=known is None or not known.screens))
    judged = and_(Entry.handed_in, passed, Entry.disqualified_at.is_(None))
    wrong = select(Entry.id).where(Entry.edition == edition, Entry.active != judged)
    for entry_id in session.scalars(wrong.order_by(Entry.id)).all():
        if (entry := lock_entry(session, entry_id)) is not None:
            _settle(session, entry)


def _settle(session: Session, entry: Entry) -> None:
    """An entry is in judging while it is handed in, and, where its edition screens, while it has passed."""
    edition = session.get(Edition, entry.edition)
    passed = entry.screened == PASSED or edition is None or not edition.screens
    entry.active = entry.handed_in and passed and entry.disqualified_at is None
    session.flush()


def disqualify(session: Session, entry_id: UUID) -> None:
    """Take an entry out of judging for good; whoever calls ends its assignments. Nothing for one not known."""
    entry = lock_entry(session, entry_id)
    if entry is not None:
        entry.disqualified_at = entry.disqualified_at or clock.now()
        _settle(session, entry)


def in_judging(edition: str) -> Select[Entry]:
    """The entries that are in judging in an edition."""
    return select(Entry).where(Entry.edition == edition, Entry.active)


def lock_entry(session: Session, entry_id: UUID) -> Entry | None:
    """Lock an entry until the transaction ends; None where judging knows none of this id.

    Whoever locks several things locks them in this order: stage, entry, assignment, and several of a kind by their
    ids. So nobody waits in a circle.
    """
    return session.get(Entry, entry_id, populate_existing=True, with_for_update={"key_share": True})


def lock_entries(session: Session, edition: str) -> list[Entry]:
    """Lock all entries of an edition until the transaction ends, by their ids as others do; ordered by number."""
    query = select(Entry).where(Entry.edition == edition).order_by(Entry.id).with_for_update(key_share=True)
    return sorted(session.scalars(query), key=lambda entry: (entry.number, entry.id))


def _unknown(session: Session, entry_id: UUID, news: EntrySubmitted | EntryWithdrawn | EntryScreened) -> Entry:
    blank: dict[str, Any] = dict.fromkeys(("title", "track", "group"), "") | {"shown": [], "files": []}
    entry = Entry(id=entry_id, edition=news.edition, number=news.number, version=0, **blank)
    entry.active = entry.handed_in = False
    entry.screened, entry.screened_turn = "", 0
    session.add(entry)
    return entry
