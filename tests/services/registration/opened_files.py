"""Files of entries that were opened already."""

from uuid import UUID

from sqlalchemy.orm import Session

from chassis.forms.files import READY
from services.registration.contest.entries import papers
from services.registration.contest.entries.models import Entry
from services.registration.files.checks.models import FileCheck


def put_file(session: Session, entry: Entry, key: str = "document", *, size: int = 9, sha256: str = "0" * 64) -> UUID:
    """Put a file into a slot as one that was opened and found in order; its id."""
    slot = papers.slot_of(session, entry, key)
    papers.attach_file(session, entry, slot, name="a.pdf", size=size, type="pdf", sha256=sha256)
    session.get_one(FileCheck, (sha256, "pdf")).state = READY
    session.flush()
    return entry.papers[-1].id
