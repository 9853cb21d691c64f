"""Entries and a new version of their edition's form: drafts move to it, and whoever it touches is told."""

from collections.abc import Iterator

import msgspec
from sqlalchemy import not_, select
from sqlalchemy.orm import Session, selectinload

from chassis import clock
from chassis.events.outbox import emit
from chassis.forms.definition import Form
from chassis.forms.versions.steps import Moved, Touched, VersionChange
from contracts.entry_forms import FormPublished
from services.registration.contest.editions.models import Edition
from services.registration.contest.entries.actions import touch, write_answers
from services.registration.contest.entries.completeness import form_of
from services.registration.contest.entries.models import BEING_WRITTEN, Entry
from services.registration.contest.entries.telling import form_changed
from services.registration.contest.forms.actions import as_asked, form_in_use, offered
from services.registration.contest.forms.models import FormVersion
from services.registration.contest.papers.models import stored_files

Found = Iterator[tuple[Entry, list[Touched]]]
"""Entries, each with what a version changes for it."""


class Steps:
    """The steps to one version of an edition's form from every other: each is prepared once, whoever takes it."""

    def __init__(self, session: Session, edition: Edition, new: Form) -> None:
        self.session, self.edition, self.new = session, edition, new
        self._known: dict[str, VersionChange] = {}

    def of(self, entry: Entry) -> Moved:
        """What becomes of an entry's answers and files."""
        if entry.form_sha256 not in self._known:
            old = offered(self.session, self.edition, entry.form_version, entry.form_sha256)
            self._known[entry.form_sha256] = VersionChange(old, self.new)
        return self._known[entry.form_sha256].move(entry.aside | entry.answers, stored_files(entry.papers))


def follow_form(session: Session, edition: Edition, before: Form) -> None:
    """Move what is not handed in to the current version, which came after `before`; tell whoever it touches."""
    current = form_in_use(session, edition.slug)
    steps = Steps(session, edition, offered(session, edition, current.version, current.sha256))
    touched = dict(_moved(session, steps, current))
    if may_change(edition):
        touched |= dict(touched_in_place(session, steps, as_asked(edition, before)))
        for entry, fields in touched.items():
            emit(session, form_changed(entry, current.version, fields))
    named = {"edition": edition.slug, "edition_name": edition.name, "edition_name_en": edition.name_en}
    told = len(touched) if may_change(edition) else 0
    emit(session, FormPublished(**named, version=current.version, touched=told))


def may_change(edition: Edition) -> bool:
    """Whether teams can still do something about their entries."""
    return clock.now() < edition.closes_at


def _moved(session: Session, steps: Steps, current: FormVersion) -> Found:
    """Move drafts, one by one; what it means to those for whom it means something."""
    behind = select(Entry.id).where(Entry.edition == current.edition, BEING_WRITTEN)
    for entry_id in session.scalars(behind.where(Entry.form_sha256 != current.sha256).order_by(Entry.id)).all():
        entry = session.get_one(Entry, entry_id, with_for_update=True)
        if found := _take_over(session, entry, steps, current):
            yield entry, found
        touch(session, entry)
        session.flush()


def touched_in_place(session: Session, steps: Steps, before: Form) -> Found:
    """What a version would ask of those who change what they handed in, and the one before did not."""
    edition = steps.edition
    earlier = Steps(session, edition, before)
    handed_in = select(Entry).where(Entry.edition == edition.slug, not_(BEING_WRITTEN))
    entries = session.scalars(handed_in.options(selectinload(Entry.papers)).order_by(Entry.id))
    for entry in entries if not edition.judging_began else ():
        found = steps.of(entry).touched
        known = earlier.of(entry).touched if found else ()
        if new := [one for one in found if one not in known]:
            yield entry, new


def move_to_current(session: Session, entry: Entry) -> None:
    """Make the entry answer the current version."""
    current = form_in_use(session, entry.edition)
    if entry.form_sha256 != current.sha256:
        form = offered(session, entry.home, current.version, current.sha256)
        _take_over(session, entry, Steps(session, entry.home, form), current)


def _take_over(session: Session, entry: Entry, steps: Steps, current: FormVersion) -> list[Touched]:
    moved, old = steps.of(entry), entry.form_version
    entry.kept = [*entry.kept, *(msgspec.to_builtins(one) | {"version": old} for one in moved.kept)]
    entry.form_version, entry.form_sha256 = current.version, current.sha256
    write_answers(form_of(session, entry), entry, moved.answers, {})
    return moved.touched
