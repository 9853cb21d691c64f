"""The files of an entry: put into a slot, taken out again."""

from uuid import UUID

from sqlalchemy.orm import Session

from chassis import clock
from chassis.forms.fields import File
from chassis.storage import ids
from services.registration.contest.entries.actions import touch, write_answers
from services.registration.contest.entries.completeness import form_of, refuse_closed
from services.registration.contest.entries.errors import NoFile, NoSlot, SlotFull
from services.registration.contest.entries.models import Entry, EntryFile
from services.registration.files.contents.file_types import named_for


def slot_of(session: Session, entry: Entry, key: str) -> File:
    """The slot of the entry's form. Raises NoSlot."""
    slot = next((one for one in form_of(session, entry).slots if one.key == key), None)
    if slot is None:
        raise NoSlot
    return slot


def refuse_full(slot: File, entry: Entry) -> None:
    """Raise SlotFull where a slot for several files has no room; a slot for one takes a new one in its place."""
    if slot.count > 1 and len(entry.files.get(slot.key, ())) >= slot.count:
        raise SlotFull(label=str(slot.label), most=slot.count)


def attach_file(session: Session, entry: Entry, slot: File, *, name: str, size: int, type: str, sha256: str) -> None:
    """Put a stored file into a slot; in a slot for one file in place of an earlier one. Raises SlotFull."""
    refuse_closed(form_of(session, entry), entry, [slot.key])
    refuse_full(slot, entry)
    if slot.count == 1:
        for earlier in entry.files.get(slot.key, ()):
            entry.papers.remove(earlier)
    entry.papers.append(
        EntryFile(
            id=ids.new_id(),
            slot=slot.key,
            name=named_for(name, type),
            size=size,
            type=type,
            sha256=sha256,
            uploaded_at=clock.now(),
        )
    )
    _settle(session, entry)


def detach_file(session: Session, entry: Entry, file_id: UUID) -> None:
    """Take a file off the entry. Raises NoFile, Invalid."""
    paper = find_paper(entry, file_id)
    refuse_closed(form_of(session, entry), entry, [paper.slot])
    entry.papers.remove(paper)
    _settle(session, entry)


def find_paper(entry: Entry, file_id: UUID) -> EntryFile:
    """A file of the entry. Raises NoFile."""
    found = next((one for one in entry.papers if one.id == file_id), None)
    if found is None:
        raise NoFile
    return found


def _settle(session: Session, entry: Entry) -> None:
    """What the form asks may follow from which files there are."""
    write_answers(form_of(session, entry), entry, entry.answers, entry.aside)
    touch(session, entry)
    session.flush()
