"""Forgets uploads that nobody goes on with, and parts that belong to none."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from chassis import clock
from chassis.config import Settings
from chassis.storage.engine import Database
from services.registration.config import RegistrationSettings
from services.registration.contest.uploads.actions import KEPT
from services.registration.contest.uploads.models import Upload
from services.registration.contest.uploads.parts import Parts


def expire_uploads(database: Database, settings: Settings) -> None:
    """Delete uploads without a further part for KEPT: rows that never got one, and parts with their rows."""
    if isinstance(settings, RegistrationSettings):
        parts, limit = Parts(settings.parts_folder), clock.now() - KEPT
        with database.write() as session:
            for upload in session.scalars(select(Upload).where(Upload.created_at < limit)):
                if parts.offset(upload.id) == 0:
                    session.delete(upload)
        for upload_id in list(parts.idle_before(limit)):
            with database.write() as session:
                _forget(session, upload_id)
            parts.remove(upload_id)


def _forget(session: Session, upload_id: object) -> None:
    if (upload := session.get(Upload, upload_id)) is not None:
        session.delete(upload)
