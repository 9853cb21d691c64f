"""The files of an entry: put into a slot, taken out again."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from chassis.events.outbox import emit
from chassis.files.wording import INFECTED
from chassis.forms.fields import File
from chassis.forms.files import CHECKING
from services.registration.contest.entries.actions import count_lacking, touch, write_answers
from services.registration.contest.entries.completeness import form_of, refuse_closed
from services.registration.contest.entries.errors import NoFile, NoSlot, SlotFull
from services.registration.contest.entries.models import BEING_WRITTEN, Entry
from services.registration.contest.entries.telling import infected
from services.registration.contest.papers import arrivals
from services.registration.contest.papers.counting import add_paper, fit, fit_all, forget_replaced
from services.registration.contest.papers.models import EntryFile, UncheckedFile
from services.registration.files.checks.actions import Outcome


def slot_of(session: Session, entry: Entry, key: str) -> File:
    """The slot of the entry's form. Raises NoSlot."""
    slot = next((one for one in form_of(session, entry).slots if one.key == key), None)
    if slot is None:
        raise NoSlot
    return slot


def refuse_full(slot: File, entry: Entry) -> None:
    """Raise SlotFull where a slot for several files has no room; a slot for one takes one that is to replace it."""
    if slot.count > 1 and len(entry.files.get(slot.key, ())) >= slot.count:
        raise SlotFull(label=str(slot.label), most=slot.count)


def attach_file(session: Session, entry: Entry, slot: File, *, name: str, size: int, type: str, sha256: str) -> None:
    """Put a stored file into a slot. It is opened soon after; an earlier one in a slot for one counts until then.

    Raises SlotFull.
    """
    refuse_closed(form_of(session, entry), entry, [slot.key])
    refuse_full(slot, entry)
    paper = arrivals.new_paper(session, EntryFile, slot.key, name=name, size=size, type=type, sha256=sha256)
    fit(slot, paper)
    with _noting_unchecked(session, entry):
        add_paper(entry.all_papers, paper, replaces=slot.count == 1)
    if paper.finding == INFECTED:
        emit(session, infected(form_of(session, entry), entry, slot.key))
    _settle(session, entry)


def detach_file(session: Session, entry: Entry, file_id: UUID) -> None:
    """Take a file off the entry. Raises NoFile, Invalid."""
    paper = find_paper(entry, file_id)
    refuse_closed(form_of(session, entry), entry, [paper.slot])
    with _noting_unchecked(session, entry):
        entry.all_papers.remove(paper)
    _settle(session, entry)


def unchecked(session: Session, entry_id: UUID) -> Sequence[tuple[str, str]]:
    """Content and type of the files of an entry that were not opened yet."""
    return arrivals.unchecked(session, EntryFile, EntryFile.entry_id == entry_id)


def follow_check(session: Session, sha256: str, outcome: Outcome) -> None:
    """Let what entries lack follow from what the check of a file came to, and tell of a harmful one."""
    holding = select(EntryFile.entry_id).where(EntryFile.sha256 == sha256)
    written = select(Entry).where(Entry.id.in_(holding), BEING_WRITTEN).order_by(Entry.id)
    for entry in session.scalars(written.with_for_update(of=Entry)):
        form = form_of(session, entry)
        opened = [one for one in entry.all_papers if one.sha256 == sha256]
        fit_all(form, opened)
        with _noting_unchecked(session, entry):
            forget_replaced(entry.all_papers)
        if any(one.bad and one.sha256 == sha256 for one in entry.replacements.values()):
            entry.revision += 1  # whoever is about to hand in looks again: the file before it counts
        count_lacking(session, entry)
        if outcome.finding == INFECTED:  # told also where another upload has just taken its place
            emit(session, infected(form, entry, opened[0].slot))
    if outcome.action != "wait":
        _follow_unchecked(session, sha256, harmful=outcome.finding == INFECTED)


def find_paper(entry: Entry, file_id: UUID) -> EntryFile:
    """A file of the entry, or one that is to replace another. Raises NoFile."""
    forget_replaced(entry.all_papers)
    found = next((one for one in entry.all_papers if one.id == file_id), None)
    if found is None:
        raise NoFile
    return found


@contextmanager
def _noting_unchecked(session: Session, entry: Entry) -> Iterator[None]:
    """Note which of the files that go meanwhile nobody has looked at yet."""
    before = list(entry.all_papers)
    yield
    for one in before:
        if one not in entry.all_papers and one.state == CHECKING:
            session.add(UncheckedFile(id=one.id, entry_id=entry.id, slot=one.slot, sha256=one.sha256))


def _follow_unchecked(session: Session, sha256: str, *, harmful: bool) -> None:
    """Tell of a harmful file that is in its slot no more, and forget what was waited for."""
    for one in session.scalars(select(UncheckedFile).where(UncheckedFile.sha256 == sha256).order_by(UncheckedFile.id)):
        if harmful:
            entry = session.get_one(Entry, one.entry_id)
            emit(session, infected(form_of(session, entry), entry, one.slot))
        session.delete(one)


def _settle(session: Session, entry: Entry) -> None:
    write_answers(form_of(session, entry), entry, entry.answers, entry.aside)
    touch(session, entry)
    session.flush()
