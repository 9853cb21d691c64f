"""Finding a receipt by its code, and what it is worth now."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from chassis.http.errors import NotFound
from contracts.events import FORMER
from services.registration.contest.entries.models import SUBMITTED, Entry, Submission
from services.registration.contest.entries.receipts import receipt_of
from services.registration.contest.receipts.schemas import REPLACED, VALID, WITHDRAWN


def find_receipt(session: Session, code: str) -> dict[str, Any]:
    """The receipt with this code as strangers may see it: nobody's name whole. Raises NotFound."""
    typed = "".join(char for char in code.upper() if char.isalnum())
    found = session.scalars(select(Submission).where(Submission.code == typed)).one_or_none()
    if found is None:
        raise NotFound
    entry = session.get_one(Entry, found.entry_id)
    return {
        "status": _status(entry, found),
        "code": found.code,
        "latest": entry.version,
        "leader": masked(found.leader_name),
        "receipt": receipt_of(found, entry.edition),
        "signature": found.signature,
    }


def masked(name: str) -> str:
    """A name that those who know it recognise."""
    return name if name == FORMER or not name else f"{name[0]}**"


def _status(entry: Entry, found: Submission) -> str:
    if found.version < entry.version:
        return REPLACED
    return VALID if entry.state == SUBMITTED else WITHDRAWN
