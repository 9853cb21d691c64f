"""The files of a change request: those that are to take the place of others, and those that prove why."""

from collections.abc import Sequence
from pathlib import Path
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import set_committed_value

from chassis import clock
from chassis.files.kinds import named_for
from chassis.forms.documents import read
from chassis.forms.fields import File
from chassis.forms.files import CHECKING
from chassis.http.auth import Identity
from chassis.storage import ids
from services.registration.contest.change_requests.actions import draft_request, find_request, open_what_is_needed
from services.registration.contest.change_requests.checks import asked_in
from services.registration.contest.change_requests.errors import TooManyFiles
from services.registration.contest.change_requests.models import EVIDENCE, ChangeFile, ChangeRequest
from services.registration.contest.entries.errors import NoFile, NoSlot
from services.registration.files.checks.actions import ask_check
from services.registration.files.checks.models import FileCheck

PROOF = read((Path(__file__).parent / "evidence.json").read_bytes()).slots[0]
"""What proves why a change is needed."""


def slot_of(session: Session, request: ChangeRequest, key: str) -> File:
    """The slot of the form that is to change, or that of the evidence. Raises NoSlot."""
    if key == EVIDENCE:
        return PROOF
    slots = asked_in(session, request).form.slots
    slot = next((one for one in slots if one.key == key and key in request.fields), None)
    if slot is None:
        raise NoSlot
    return slot


def attach(session: Session, request: ChangeRequest, key: str, *, name: str, size: int, type: str, sha256: str) -> None:
    """Put a stored file into a slot of a draft; in a slot for one file in place of an earlier one.

    Raises NoSlot, TooManyFiles.
    """
    slot = slot_of(session, request, key)
    held = [one for one in request.papers if one.slot == key]
    if slot.count > 1 and len(held) >= slot.count:
        raise TooManyFiles(most=slot.count)
    for earlier in held if slot.count == 1 else ():
        request.papers.remove(earlier)
    made = ChangeFile(id=ids.new_id(), slot=key, name=named_for(name, type), size=size, type=type, sha256=sha256)
    made.uploaded_at = clock.now()
    set_committed_value(made, "check", ask_check(session, sha256, type))
    request.papers.append(made)
    open_what_is_needed(session, request)


def detach(session: Session, caller: Identity, request_id: UUID, file_id: UUID) -> ChangeRequest:
    """Take a file off a draft. Raises NoFile and what `draft_request` raises."""
    request = draft_request(session, caller, request_id)
    request.papers.remove(_paper(request, file_id))
    open_what_is_needed(session, request)
    return request


def find_file(session: Session, caller: Identity, request_id: UUID, file_id: UUID) -> ChangeFile:
    """A file of a request that the caller may read. Raises NotFound, NoFile."""
    return _paper(find_request(session, caller, request_id), file_id)


def unchecked(session: Session, request_id: UUID) -> Sequence[tuple[str, str]]:
    """Content and type of the files of a request that were not opened yet."""
    own = (ChangeFile.sha256 == FileCheck.sha256, ChangeFile.type == FileCheck.type)
    waiting = select(FileCheck.sha256, FileCheck.type).where(FileCheck.state == CHECKING, *own)
    found = session.execute(waiting.where(ChangeFile.request_id == request_id).distinct())
    return [(sha256, type) for sha256, type in found]


def _paper(request: ChangeRequest, file_id: UUID) -> ChangeFile:
    found = next((one for one in request.papers if one.id == file_id), None)
    if found is None:
        raise NoFile
    return found
