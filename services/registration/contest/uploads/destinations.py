"""Where an upload is to lie: in a slot of an entry that is written, or of a change that is asked for."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from chassis.forms.fields import File
from chassis.http.auth import Identity
from services.registration.contest.change_requests import actions as requests
from services.registration.contest.change_requests import files as request_files
from services.registration.contest.change_requests.models import ChangeRequest
from services.registration.contest.entries import actions as entries
from services.registration.contest.entries import papers
from services.registration.contest.entries.models import Entry

Target = Entry | ChangeRequest
"""What an upload becomes a file of."""


@dataclass(frozen=True)
class Destination:
    """The entry, or the request to change what was handed in of it, by its id."""

    entry_id: UUID
    request_id: UUID | None = None


def destination_of(session: Session, caller: Identity, request_id: UUID) -> Destination:
    """A request that the caller may read. Raises NotFound."""
    return Destination(requests.find_request(session, caller, request_id).entry_id, request_id)


def refuse_unreadable(session: Session, caller: Identity, where: Destination) -> None:
    """Raise NotFound where the caller may not read what the upload is for."""
    if where.request_id:
        requests.find_request(session, caller, where.request_id)
    else:
        entries.find_entry(session, caller, where.entry_id)


def writable(session: Session, caller: Identity, where: Destination, begun_at: datetime) -> Target:
    """What the upload is for, while the caller may add to it, kept from changes by others.

    To an entry that is so in the grace too, if the upload was begun before the deadline. Raises NotFound, Forbidden;
    DeadlinePassed and AlreadySubmitted of an entry, Impossible and what closes change requests of a request.
    """
    if where.request_id:
        return requests.draft_request(session, caller, where.request_id)
    return entries.uploading_entry(session, caller, where.entry_id, begun_at)


def slot_of(session: Session, target: Target, key: str) -> File:
    """The slot of this key. Raises NoSlot."""
    if isinstance(target, ChangeRequest):
        return request_files.slot_of(session, target, key)
    return papers.slot_of(session, target, key)


def refuse_full(target: Target, slot: File) -> None:
    """Raise SlotFull or TooManyFiles where the slot has no room for another file."""
    if isinstance(target, ChangeRequest):
        request_files.refuse_full(slot, target)
    else:
        papers.refuse_full(slot, target)


def attach(session: Session, target: Target, key: str, **stored: Any) -> None:
    """Make the stored file (`name`, `size`, `type`, `sha256`) one of the slot. Raises what the two above raise."""
    if isinstance(target, ChangeRequest):
        request_files.attach(session, target, key, **stored)
    else:
        papers.attach_file(session, target, papers.slot_of(session, target, key), **stored)
