"""Uploads that may be cut and go on: begun with name and size, sent in parts, made the entry's file when whole."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote
from uuid import UUID

from sqlalchemy import bindparam, event, select
from sqlalchemy.orm import Session

from chassis import clock
from chassis.forms.fields import File
from chassis.http.auth import Identity
from chassis.storage import ids
from services.registration.contest.entries import actions as entries
from services.registration.contest.entries import papers
from services.registration.contest.entries.models import Entry
from services.registration.contest.uploads.errors import UploadGone, UploadUnfinished
from services.registration.contest.uploads.models import Upload
from services.registration.contest.uploads.parts import Parts
from services.registration.files.contents import sweep
from services.registration.files.contents.errors import FileEmpty, FileTooLarge
from services.registration.files.contents.store import FileStore, StoredFile
from services.registration.files.contents.streams import display_name, pieces, type_of_stored

KEPT = timedelta(days=3)
"""How long an upload nobody adds to is kept: over a weekend."""

_OWN = select(Upload).where(Upload.entry_id == bindparam("entry_id"), Upload.account_id == bindparam("account_id"))


@dataclass(frozen=True)
class Progress:
    """An upload with what has arrived of it."""

    upload: Upload
    offset: int

    def __getattr__(self, name: str) -> Any:
        return getattr(self.upload, name)

    @property
    def expires_at(self) -> datetime:
        """Kept until then at least, counted from now."""
        return clock.now() + KEPT


def begin_upload(
    session: Session, caller: Identity, parts: Parts, entry_id: UUID, facts: dict[str, Any], *, limit: int
) -> Progress:
    """Start an upload to an editable entry, or take up the one of the same file; another file takes its place.

    `limit` in bytes, beside that of the slot. Raises NotFound, Forbidden, DeadlinePassed, AlreadySubmitted, NoSlot,
    SlotFull, FileEmpty, FileTooLarge.
    """
    known = {**facts, "name": display_name(quote(facts["name"], safe=""))}
    own = session.scalars(_OWN, _by(caller, entry_id))
    standing = next((one for one in own if one.slot == facts["slot"]), None)
    same = standing if standing and all(getattr(standing, name) == value for name, value in known.items()) else None
    entry = entries.uploading_entry(session, caller, entry_id, same.created_at if same else clock.now())
    slot = papers.slot_of(session, entry, facts["slot"])
    papers.refuse_full(slot, entry)
    if facts["size"] > min(limit, slot.size):
        raise FileTooLarge(min(limit, slot.size), facts["size"])
    if facts["size"] == 0:
        raise FileEmpty
    if same:
        return Progress(same, parts.offset(same.id))
    if standing:
        _drop(session, parts, standing)
        session.flush()
    upload = Upload(id=ids.new_id(), entry_id=entry.id, account_id=caller.account_id, created_at=clock.now(), **known)
    session.add(upload)
    session.flush()
    return Progress(upload, 0)


def find_upload(session: Session, caller: Identity, upload_id: UUID) -> Upload:
    """The caller's own upload to an entry that may still change. To everybody else it does not exist.

    Raises UploadGone, DeadlinePassed, AlreadySubmitted.
    """
    upload = session.get(Upload, upload_id)
    if upload is None or upload.account_id != caller.account_id:
        raise UploadGone
    entries.uploading_entry(session, caller, upload.entry_id, upload.created_at)
    return upload


def own_uploads(session: Session, caller: Identity, parts: Parts, entry_id: UUID) -> list[Progress]:
    """What the caller has begun to upload to an entry. Raises NotFound."""
    entries.find_entry(session, caller, entry_id)
    return [Progress(upload, parts.offset(upload.id)) for upload in session.scalars(_OWN, _by(caller, entry_id))]


def store_whole(upload: Upload, slot: File, parts: Parts, store: FileStore, *, limit: int) -> StoredFile:
    """Move a whole upload into the store, checked like one sent at once. Raises UploadUnfinished, WrongType."""
    arrived = parts.offset(upload.id)
    if arrived != upload.size:
        raise UploadUnfinished(arrived, upload.size)
    with parts.read(upload.id) as file:
        return store.put(pieces(file, slot, upload.name, declared=arrived, limit=limit))


def finish_upload(
    session: Session, caller: Identity, parts: Parts, store: FileStore, upload_id: UUID, stored: StoredFile
) -> Entry:
    """Put the stored file into its slot. Raises what `find_upload` raises, NoSlot, SlotFull and UploadLost."""
    upload = find_upload(session, caller, upload_id)
    entry = entries.uploading_entry(session, caller, upload.entry_id, upload.created_at)
    sweep.keep(session, store, stored.sha256)
    slot = papers.slot_of(session, entry, upload.slot)
    type = type_of_stored(store, stored, upload.name)
    papers.attach_file(session, entry, slot, name=upload.name, size=stored.size, type=type, sha256=stored.sha256)
    _drop(session, parts, upload)
    return entry


def abort_upload(session: Session, caller: Identity, parts: Parts, upload_id: UUID) -> None:
    """Give an upload up and forget what arrived. Raises UploadGone."""
    upload = session.get(Upload, upload_id)
    if upload is None or upload.account_id != caller.account_id:
        raise UploadGone
    _drop(session, parts, upload)


def _by(caller: Identity, entry_id: UUID) -> dict[str, UUID]:
    return {"entry_id": entry_id, "account_id": caller.account_id}


def _drop(session: Session, parts: Parts, upload: Upload) -> None:
    """Remove the row, and the part once that is certain."""
    session.delete(upload)
    event.listen(session, "after_commit", lambda _session: parts.remove(upload.id), once=True)
