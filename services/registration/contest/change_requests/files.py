"""The files of a change request: those that are to take the place of others, and those that prove why."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from chassis.forms.documents import read
from chassis.forms.fields import File
from chassis.http.auth import Identity
from contracts.documents import CHANGE_EVIDENCE
from services.registration.contest.change_requests.actions import draft_request, find_request, open_what_is_needed
from services.registration.contest.change_requests.checks import asked_in
from services.registration.contest.change_requests.errors import TooManyFiles
from services.registration.contest.change_requests.models import DRAFT, EVIDENCE, ChangeFile, ChangeRequest
from services.registration.contest.entries import papers
from services.registration.contest.entries.errors import NoFile, NoSlot
from services.registration.contest.papers import arrivals
from services.registration.contest.papers.counting import add_paper, fit, fit_all, forget_replaced
from services.registration.files.checks.actions import Outcome

PROOF = read(CHANGE_EVIDENCE.read_bytes()).slots[0]
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


def refuse_full(slot: File, request: ChangeRequest) -> None:
    """Raise TooManyFiles where a slot for several files has no room; a slot for one takes one that is to replace it."""
    key = EVIDENCE if slot is PROOF else slot.key
    held = [one for one in request.all_papers if one.slot == key]
    if slot.count > 1 and len(held) >= slot.count:
        raise TooManyFiles(most=slot.count)


def attach(session: Session, request: ChangeRequest, key: str, *, name: str, size: int, type: str, sha256: str) -> None:
    """Put a stored file into a slot of a draft; an earlier one in a slot for one file counts until it is found good.

    Raises NoSlot, TooManyFiles.
    """
    slot = slot_of(session, request, key)
    refuse_full(slot, request)
    made = arrivals.new_paper(session, ChangeFile, key, name=name, size=size, type=type, sha256=sha256)
    fit(slot, made)
    add_paper(request.all_papers, made, replaces=slot.count == 1)
    open_what_is_needed(session, request)


def detach(session: Session, caller: Identity, request_id: UUID, file_id: UUID) -> ChangeRequest:
    """Take a file off a draft. Raises NoFile and what `draft_request` raises."""
    request = draft_request(session, caller, request_id)
    forget_replaced(request.all_papers)
    request.all_papers.remove(_paper(request, file_id))
    open_what_is_needed(session, request)
    return request


def find_file(session: Session, caller: Identity, request_id: UUID, file_id: UUID) -> ChangeFile:
    """A file of a request that the caller may read. Raises NotFound, NoFile."""
    return _paper(find_request(session, caller, request_id), file_id)


def unchecked(session: Session, request_id: UUID) -> Sequence[tuple[str, str]]:
    """Content and type of the files of a request that were not opened yet."""
    return arrivals.unchecked(session, ChangeFile, ChangeFile.request_id == request_id)


def follow_check(session: Session, sha256: str, outcome: Outcome) -> None:
    """Let what entries lack and what drafts of requests hold follow from what the check of a file came to."""
    papers.follow_check(session, sha256, outcome)
    holding = select(ChangeFile.request_id).where(ChangeFile.sha256 == sha256)
    drafts = select(ChangeRequest).where(ChangeRequest.id.in_(holding), ChangeRequest.state == DRAFT)
    for request in session.scalars(drafts.order_by(ChangeRequest.id).with_for_update()):
        fit_all(asked_in(session, request).form, [one for one in request.all_papers if one.sha256 == sha256])
        if any(one.bad and one.sha256 == sha256 for one in request.replacements.values()):
            request.revision += 1  # as there: whoever is about to ask looks again


def _paper(request: ChangeRequest, file_id: UUID) -> ChangeFile:
    found = next((one for one in request.all_papers if one.id == file_id), None)
    if found is None:
        raise NoFile
    return found
