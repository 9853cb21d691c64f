"""Bringing entries to a new version of their edition's form, a few at a time, and telling whom it touches."""

from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from chassis.events.outbox import emit
from chassis.forms.documents import read
from chassis.forms.versions.steps import Touched
from contracts.entry_forms import FormPublished
from services.registration.contest.editions.actions import find_edition
from services.registration.contest.editions.models import Edition
from services.registration.contest.entries.actions import touch
from services.registration.contest.entries.models import BEING_WRITTEN, Entry
from services.registration.contest.entries.new_form import (
    Steps,
    handed_in_of,
    may_change,
    take_over,
    touched_in_place,
)
from services.registration.contest.entries.telling import form_changed
from services.registration.contest.forms.actions import as_asked, find_form, form_in_use, offered
from services.registration.contest.forms.models import FormVersion

Found = list[tuple[Entry, list[Touched]]]
"""Entries, each with what a version changes for it."""
AT_ONCE = 200
"""Entries that are brought to a version in one transaction: well under a second of work."""


def begin_following(session: Session, edition: Edition) -> None:
    """Bring entries to the current version: the first at once, the others by the job that does so."""
    current = form_in_use(session, edition.slug)
    current.is_followed = True
    follow_form(session, current)


def follow_form(session: Session, version: FormVersion) -> None:
    """Bring the next entries that are not handed in to the version, then look at those that are.

    Leaders are told what it asks of them; with the last entry the office is told how many it touched.
    """
    edition = find_edition(session, version.edition)
    steps = Steps(session, edition, offered(session, edition, version.version, version.sha256))
    looked_at, touched = _moved(session, steps, version)
    if may_change(edition):
        more, in_place = _looked_at(session, steps, version, AT_ONCE - looked_at)
        looked_at, touched = looked_at + more, touched + in_place
        for entry, fields in touched:
            emit(session, form_changed(entry, version.version, fields))
        version.touched += len(touched)
    if looked_at < AT_ONCE:
        version.is_followed = False
        named = {"edition": edition.slug, "edition_name": edition.name, "edition_name_en": edition.name_en}
        emit(session, FormPublished(**named, version=version.version, touched=version.touched))


def count_behind(session: Session, version: FormVersion) -> int:
    """How many entries are still to be brought to a version that is followed."""
    if not version.is_followed:
        return 0
    return session.scalar(select(func.count()).select_from(_behind(version).subquery())) or 0


def _behind(version: FormVersion) -> Select[UUID]:
    drafts = select(Entry.id).where(Entry.edition == version.edition, BEING_WRITTEN)
    return drafts.where(Entry.form_sha256 != version.sha256)


def _moved(session: Session, steps: Steps, version: FormVersion) -> tuple[int, Found]:
    """Move the next drafts, one by one: how many, and what it means to those for whom it means something."""
    found, touched = session.scalars(_behind(version).order_by(Entry.id).limit(AT_ONCE)).all(), []
    for entry_id in found:
        entry = session.get_one(Entry, entry_id, with_for_update=True)
        if fields := take_over(session, entry, steps, version):
            touched.append((entry, fields))
        touch(session, entry)
        session.flush()
    return len(found), touched


def _looked_at(session: Session, steps: Steps, version: FormVersion, most: int) -> tuple[int, Found]:
    """Look at the next entries that are handed in: how many, and those of which the version asks something."""
    if steps.edition.judging_began or most <= 0 or version.version == 1:
        return 0, []
    handed_in = handed_in_of(version.edition).order_by(Entry.id).limit(most)
    if version.looked_to is not None:
        handed_in = handed_in.where(Entry.id > version.looked_to)
    found = session.scalars(handed_in).all()
    if found:
        version.looked_to = found[-1].id
    before = read(find_form(session, version.edition, version.version - 1).document.encode())
    earlier = Steps(session, steps.edition, as_asked(steps.edition, before))
    return len(found), [*touched_in_place(steps, earlier, found)]
