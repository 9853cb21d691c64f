"""Removes what uploads left behind: files no entry refers to, and uploads that were never finished."""

from datetime import timedelta

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from chassis import clock
from chassis.config import Settings
from chassis.storage.engine import Database
from chassis.storage.locks import lock_names
from services.registration.config import RegistrationSettings
from services.registration.contest.entries.errors import UploadLost
from services.registration.contest.entries.files import FileStore
from services.registration.contest.entries.models import EntryFile, SubmittedFile

KEPT = timedelta(hours=24)
"""How long an unreferenced file stays: longer than any upload takes."""


def sweep_files(database: Database, settings: Settings) -> None:
    """Delete files older than a day that nothing refers to."""
    if isinstance(settings, RegistrationSettings):
        store = FileStore(settings.files_url)
        with database.read() as session:
            suspects = [p for p in store.older_than(clock.now() - KEPT) if not _used(session, _name(p))]
        for path in suspects:
            with database.write() as session:
                _sweep(session, store, path)


def keep(session: Session, store: FileStore, sha256: str) -> None:
    """Keep the sweep away from a stored file until the transaction that refers to it ends. Raises UploadLost."""
    lock_names(session, [f"content:{sha256}"])
    if not store.holds(sha256):
        raise UploadLost


def _sweep(session: Session, store: FileStore, path: str) -> None:
    """Under the content's lock an upload either finished before, and is seen, or finds its file gone and says so."""
    lock_names(session, [f"content:{_name(path)}"])
    if store.written_before(path, clock.now() - KEPT) and not _used(session, _name(path)):
        store.remove(path)


def _name(path: str) -> str:
    return path.rpartition("/")[2]


def _used(session: Session, sha256: str) -> bool:
    kinds = (EntryFile, SubmittedFile)
    return any(session.scalar(select(exists().where(kind.sha256 == sha256))) for kind in kinds)
