"""Removes what uploads left behind: files nothing refers to, and uploads that were never finished."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import exists, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from chassis import clock
from chassis.config import Settings
from chassis.storage.engine import Database
from chassis.storage.locks import lock_names
from services.registration.config import RegistrationSettings
from services.registration.files.contents.errors import UploadLost
from services.registration.files.contents.store import FileStore

Referring = Sequence[InstrumentedAttribute[str]]
"""Columns that refer to files by their SHA-256."""
KEPT = timedelta(hours=24)
"""How long an unreferenced file stays: longer than any upload takes."""


def sweep_files(database: Database, settings: Settings, *, referring: Referring) -> None:
    """Delete files older than a day that no row refers to in the columns of `referring`."""
    if isinstance(settings, RegistrationSettings):
        store = FileStore(settings.files_url)
        with database.read() as session:
            suspects = [p for p in store.older_than(clock.now() - KEPT) if not _used(session, _name(p), referring)]
        for path in suspects:
            with database.write() as session:
                _sweep(session, store, path, referring)


def keep(session: Session, store: FileStore, sha256: str) -> None:
    """Keep the sweep away from a stored file until the transaction that refers to it ends. Raises UploadLost."""
    lock_names(session, [f"content:{sha256}"])
    if not store.holds(sha256):
        raise UploadLost


def _sweep(session: Session, store: FileStore, path: str, referring: Referring) -> None:
    """Under the content's lock an upload either finished before, and is seen, or finds its file gone and says so."""
    lock_names(session, [f"content:{_name(path)}"])
    if store.written_before(path, clock.now() - KEPT) and not _used(session, _name(path), referring):
        store.remove(path)


def _name(path: str) -> str:
    return path.rpartition("/")[2]


def _used(session: Session, sha256: str, referring: Referring) -> bool:
    return any(session.scalar(select(exists().where(column == sha256))) for column in referring)
