"""Collections of files: taking one in, listing, removing, copying all to another collection."""

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import delete, func, insert, select
from sqlalchemy.orm import Session

from chassis import clock
from chassis.http.errors import NotFound
from chassis.storage import audit
from services.registration.files.collections.errors import CollectionFull
from services.registration.files.collections.models import Preview, SiteFile

MOST = 100
"""Files of one collection."""


def list_files(session: Session, collection: str) -> Sequence[SiteFile]:
    """The files of a collection, the newest first."""
    own = select(SiteFile).where(SiteFile.collection == collection)
    return session.scalars(own.order_by(SiteFile.added_at.desc(), SiteFile.sha256)).all()


def find_public(session: Session, sha256: str) -> SiteFile:
    """A file of any collection by its content. Raises NotFound."""
    found = session.scalars(select(SiteFile).where(SiteFile.sha256 == sha256).limit(1)).first()
    if found is None:
        raise NotFound
    return found


def find_preview(session: Session, sha256: str) -> Preview:
    """A picture of any collection in small, by its content. Raises NotFound."""
    found = find_public(session, sha256).preview
    if found is None:
        raise NotFound
    return found


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
    rows = [{name: getattr(file, name) for name in names} | {"collection": collection} for file in new]
    if rows := rows[: MOST - len(known)]:
        session.execute(insert(SiteFile), rows)


def discard_files(session: Session, collection: str) -> None:
    """Forget the collection of what is deleted."""
    session.execute(delete(SiteFile).where(SiteFile.collection == collection))
