"""Uploads that may be cut and go on: begun with name and size, sent in parts, made a file of the entry when whole.

Or of a change that is asked for: see `destinations`.
"""

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
from services.registration.contest.uploads import destinations
from services.registration.contest.uploads.destinations import Destination, Target
from services.registration.contest.uploads.errors import UploadGone, UploadUnfinished
from services.registration.contest.uploads.models import Upload
from services.registration.contest.uploads.parts import Parts
from services.registration.files.contents import sweep
from services.registration.files.contents.errors import FileEmpty, FileTooLarge
from services.registration.files.contents.store import FileStore, StoredFile
from services.registration.files.contents.streams import display_name, pieces, type_of_stored

KEPT = timedelta(days=3)
"""How long an upload nobody adds to is kept: over a weekend."""

_OWN = select(Upload).where(
    Upload.entry_id == bindparam("entry_id"),
    Upload.account_id == bindparam("account_id"),
    Upload.request_id.is_not_distinct_from(bindparam("request_id")),
)


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
    session: Session, caller: Identity, parts: Parts, where: Destination, facts: dict[str, Any], *, limit: int
) -> Progress:
    """Start an upload, or take up the one of the same file; another file takes its place.

    `limit` in bytes, beside that of the slot. Raises what `destinations` raises, FileEmpty, FileTooLarge.
    """
    known = {**facts, "name": display_name(quote(facts["name"], safe=""))}
    own = session.scalars(_OWN, _by(caller, where))
    standing = next((one for one in own if one.slot == facts["slot"]), None)
    same = standing if standing and all(getattr(standing, name) == value for name, value in known.items()) else None
    target = destinations.writable(session, caller, where, same.created_at if same else clock.now())
    slot = destinations.slot_of(session, target, facts["slot"])
    destinations.refuse_full(target, slot)
    if facts["size"] > min(limit, slot.size):
        raise FileTooLarge(min(limit, slot.size), facts["size"])
    if facts["size"] == 0:
        raise FileEmpty
    if same:
        return Progress(same, parts.offset(same.id))
    if standing:
        _drop(session, parts, standing)
        session.flush()
    upload = Upload(id=ids.new_id(), entry_id=where.entry_id, request_id=where.request_id, **known)
    upload.account_id, upload.created_at = caller.account_id, clock.now()
    session.add(upload)
    session.flush()
    return Progress(upload, 0)


def find_upload(session: Session, caller: Identity, upload_id: UUID) -> Upload:
    """The caller's own upload to what may still change. To everybody else it does not exist.

    Raises UploadGone and what `destinations.writable` raises.
    """
    return _found(session, caller, upload_id)[0]


def own_uploads(session: Session, caller: Identity, parts: Parts, where: Destination) -> list[Progress]:
    """What the caller has begun to upload there. Raises NotFound."""
    destinations.refuse_unreadable(session, caller, where)
    return [Progress(upload, parts.offset(upload.id)) for upload in session.scalars(_OWN, _by(caller, where))]


def store_whole(upload: Upload, slot: File, parts: Parts, store: FileStore, *, limit: int) -> StoredFile:
    """Move a whole upload into the store, checked like one sent at once. Raises UploadUnfinished, WrongType."""
    arrived = parts.offset(upload.id)
    if arrived != upload.size:
        raise UploadUnfinished(arrived, upload.size)
    with parts.read(upload.id) as file:
        return store.put(pieces(file, slot, upload.name, declared=arrived, limit=limit))


def slot_of(session: Session, caller: Identity, upload_id: UUID) -> tuple[Upload, File]:
    """The caller's own upload and where it is to lie. Raises what `find_upload` raises, NoSlot."""
    upload, target = _found(session, caller, upload_id)
    return upload, destinations.slot_of(session, target, upload.slot)


def finish_upload(
    session: Session, caller: Identity, parts: Parts, store: FileStore, upload_id: UUID, stored: StoredFile
) -> Target:
    """Put the stored file into its slot. Raises what `find_upload` and `destinations` raise, and UploadLost."""
    upload, target = _found(session, caller, upload_id)
    sweep.keep(session, store, stored.sha256)
    found = {"type": type_of_stored(store, stored, upload.name), "size": stored.size, "sha256": stored.sha256}
    destinations.attach(session, target, upload.slot, name=upload.name, **found)
    _drop(session, parts, upload)
    return target


def abort_upload(session: Session, caller: Identity, parts: Parts, upload_id: UUID) -> None:
    """Give an upload up and forget what arrived. Raises UploadGone."""
    upload = session.get(Upload, upload_id)
    if upload is None or upload.account_id != caller.account_id:
        raise UploadGone
    _drop(session, parts, upload)


def _found(session: Session, caller: Identity, upload_id: UUID) -> tuple[Upload, Target]:
    upload = session.get(Upload, upload_id)
    if upload is None or upload.account_id != caller.account_id:
        raise UploadGone
    where = Destination(upload.entry_id, upload.request_id)
    return upload, destinations.writable(session, caller, where, upload.created_at)


def _by(caller: Identity, where: Destination) -> dict[str, UUID | None]:
    return {"entry_id": where.entry_id, "request_id": where.request_id, "account_id": caller.account_id}


def _drop(session: Session, parts: Parts, upload: Upload) -> None:
    """Remove the row, and the part once that is certain."""
    session.delete(upload)
    event.listen(session, "after_commit", lambda _session: parts.remove(upload.id), once=True)
