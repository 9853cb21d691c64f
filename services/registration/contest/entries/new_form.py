"""Entries and a new version of their edition's form: what becomes of answers and files, and what is asked anew."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec
from sqlalchemy import Select, not_, select
from sqlalchemy.orm import Session, selectinload

from chassis import clock
from chassis.forms.definition import Form
from chassis.forms.files import Files
from chassis.forms.versions.steps import Moved, Touched, VersionChange
from services.registration.contest.editions.models import Edition
from services.registration.contest.entries.actions import write_answers
from services.registration.contest.entries.completeness import form_of
from services.registration.contest.entries.models import BEING_WRITTEN, Entry
from services.registration.contest.forms.actions import form_in_use, offered
from services.registration.contest.forms.models import FormVersion
from services.registration.contest.papers.models import stored_files


class Steps:
    """The steps to one version of an edition's form from every other: each is prepared once, whoever takes it."""

    def __init__(self, session: Session, edition: Edition, new: Form) -> None:
        self.session, self.edition, self.new = session, edition, new
        self._known: dict[str, VersionChange] = {}

    def change(self, version: int, sha256: str) -> VersionChange:
        """The step from this version."""
        if sha256 not in self._known:
            self._known[sha256] = VersionChange(offered(self.session, self.edition, version, sha256), self.new)
        return self._known[sha256]

    def of(self, entry: Entry) -> Moved:
        """What becomes of an entry's answers and files."""
        step = self.change(entry.form_version, entry.form_sha256)
        return step.move(entry.aside | entry.answers, stored_files(entry.papers))


def may_change(edition: Edition) -> bool:
    """Whether teams can still do something about their entries."""
    return clock.now() < edition.closes_at


def handed_in_of(edition: str) -> Select[Entry]:
    """The entries of an edition that are handed in and not being written."""
    return select(Entry).where(Entry.edition == edition, not_(BEING_WRITTEN)).options(selectinload(Entry.all_papers))


def touched_in_place(steps: Steps, earlier: Steps, entries: Iterable[Entry]) -> Iterator[tuple[Entry, list[Touched]]]:
    """What a version would ask of those who change what they handed in, and the one before did not."""
    for entry in entries:
        change, known = (one.change(entry.form_version, entry.form_sha256) for one in (steps, earlier))
        if new := touched_anew(change, known, entry.aside | entry.answers, stored_files(entry.papers)):
            yield entry, new


def touched_anew(
    change: VersionChange, known: VersionChange | None, answers: Mapping[str, Any], files: Files
) -> list[Touched]:
    """What of these answers and files a step touches that another, if there is one, did not."""
    found = change.move(answers, files).touched
    before = known.move(answers, files).touched if found and known else ()
    return [one for one in found if one not in before]


def is_behind(session: Session, entry: Entry) -> bool:
    """Whether the entry is still to be brought to the current version."""
    followed = select(FormVersion.sha256).where(FormVersion.edition == entry.edition, FormVersion.is_followed)
    return session.scalar(followed) not in {None, entry.form_sha256}


def move_to_current(session: Session, entry: Entry) -> list[Touched]:
    """Make the entry answer the current version; what that asks of its team."""
    current = form_in_use(session, entry.edition)
    if entry.form_sha256 == current.sha256:
        return []
    form = offered(session, entry.home, current.version, current.sha256)
    return take_over(session, entry, Steps(session, entry.home, form), current)


def take_over(session: Session, entry: Entry, steps: Steps, current: FormVersion) -> list[Touched]:
    """Make the entry answer the version that the steps lead to; what that asks of its team."""
    moved, old = steps.of(entry), entry.form_version
    entry.kept = [*entry.kept, *(msgspec.to_builtins(one) | {"version": old} for one in moved.kept)]
    entry.form_version, entry.form_sha256 = current.version, current.sha256
    write_answers(form_of(session, entry), entry, moved.answers, {})
    return moved.touched
