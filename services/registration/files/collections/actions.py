"""Collections of files: taking one in, listing, removing, copying all to another collection."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import delete, func, insert, select
from sqlalchemy.orm import Session

from chassis import clock
from chassis.http.auth import Identity
from chassis.http.errors import NotFound
from chassis.storage import audit
from services.registration.files.collections.errors import CollectionFull
from services.registration.files.collections.models import SiteFile
from services.registration.files.collections.names import scope_of

MOST = 100
"""Files of one collection."""


def list_files(session: Session, collection: str) -> Sequence[SiteFile]:
    """The files of a collection, the newest first."""
    own = select(SiteFile).where(SiteFile.collection == collection)
    return session.scalars(own.order_by(SiteFile.added_at.desc(), SiteFile.sha256)).all()


def find_readable(session: Session, caller: Identity, sha256: str) -> SiteFile:
    """A file of any collection by its content: a public one, else one of a draft that the caller may read.

    Raises NotFound.
    """
    known = session.scalars(select(SiteFile).where(SiteFile.sha256 == sha256).order_by(SiteFile.collection)).all()
    found = next((file for file in known if file.is_public), None)
    found = found or next((file for file in known if caller.oversees(scope_of(file.collection))), None)
    if found is None:
        raise NotFound
    return found


def show_files(session: Session, collection: str, said: Any, since: datetime) -> None:
    """From then on everybody may read those files of a collection that something public names."""
    written = msgspec.json.encode(said)
    for file in list_files(session, collection):
        if file.sha256.encode() in written and (file.public_at is None or file.public_at > since):
            file.public_at = since


def hide_files(session: Session, collection: str) -> None:
    """Let nobody read the files of a collection any more but those who may read its drafts."""
    for file in list_files(session, collection):
        file.public_at = None


def add_file(session: Session, collection: str, author: UUID, **facts: Any) -> SiteFile:
    """Take a stored file into the collection; the same content again only takes the new name. Raises CollectionFull."""
    found = session.get(SiteFile, (collection, facts["sha256"]))
    if found is None:
        if session.scalar(select(func.count()).where(SiteFile.collection == collection)) == MOST:
            raise CollectionFull(most=MOST)
        found = SiteFile(collection=collection, added_at=clock.now(), added_by=author, **facts)
        session.add(found)
    found.name = facts["name"]
    session.flush()
    audit.record(session, author, "file.add", collection, name=found.name, sha256=found.sha256)
    return found


def remove_file(session: Session, collection: str, author: UUID, sha256: str) -> None:
    """Take a file out of the collection, if it is there. Whether something uses it is for the caller to say."""
    found = session.get(SiteFile, (collection, sha256))
    if found is not None:
        session.delete(found)
        audit.record(session, author, "file.remove", collection, name=found.name, sha256=sha256)


def copy_files(session: Session, source: str, collection: str, only: Collection[str] | None = None) -> None:
    """Give another collection the same files, or `only` those of these contents; what it has already stays."""
    names = SiteFile.__table__.columns.keys()
    known = {file.sha256 for file in list_files(session, collection)}
    new = [
        one for one in list_files(session, source) if one.sha256 not in known and (only is None or one.sha256 in only)
    ]
    own = {"collection": collection, "public_at": None}
    rows = [{name: getattr(file, name) for name in names} | own for file in new]
    if rows := rows[: MOST - len(known)]:
        session.execute(insert(SiteFile), rows)


def discard_files(session: Session, collection: str) -> None:
    """Forget the collection of what is deleted."""
    session.execute(delete(SiteFile).where(SiteFile.collection == collection))
