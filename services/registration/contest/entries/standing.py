"""What stands of an entry: the version handed in last, as long as it is handed in."""

from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from services.registration.contest.entries.models import Entry, Submission

_HANDED_IN = select(Submission).where(
    Submission.entry_id == bindparam("entry_id"), Submission.version == bindparam("version")
)


def handed_in(session: Session, entry: Entry) -> Submission:
    """The latest copy of an entry that was ever handed in."""
    return session.scalars(_HANDED_IN, {"entry_id": entry.id, "version": entry.version}).one()


def version_of(session: Session, entry_id: UUID, version: int) -> Submission | None:
    """What was handed in at one time; None where there is no such version."""
    return session.scalars(_HANDED_IN, {"entry_id": entry_id, "version": version}).one_or_none()


def standing(session: Session, entry: Entry) -> Entry | Submission:
    """What others than the team read of an entry: while a next version is being written, the one before it."""
    return entry if not entry.revising else handed_in(session, entry)
