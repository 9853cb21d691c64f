"""What is held of who proposed and decided resolutions, for a copy of their data. Nothing of it names anybody."""

from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from chassis.privacy.personal_rows import rows_of
from services.judging.resolutions.models import Resolution

_PROPOSED = ("edition", "stage_key", "kind", "state", "reason", "proposed_at")
_DECIDED = ("edition", "stage_key", "kind", "state", "answer", "decided_at")


def of_office(session: Session, account_id: UUID) -> dict[str, Any]:
    """What the person proposed, and what they decided."""
    return {
        "resolutions_proposed": rows_of(session, Resolution.proposed_by, account_id, _PROPOSED),
        "resolutions_decided": rows_of(session, Resolution.decided_by, account_id, _DECIDED),
    }
