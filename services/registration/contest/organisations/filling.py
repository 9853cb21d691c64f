"""Who first filled in an organisation: for their copy, under a new name, and when they leave us."""

from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from chassis.privacy.personal_rows import rows_of, write_into
from contracts.events import FORMER
from services.registration.contest.organisations.models import Organisation

_FACTS = ("id", "name", "type", "district", "credit_code", "filled_at")


def filled_in_by(session: Session, account_id: UUID) -> list[dict[str, Any]]:
    """The organisations that the person first filled in."""
    return rows_of(session, Organisation.filled_by, account_id, _FACTS)


def rename_filler(session: Session, account_id: UUID, name: str) -> None:
    """Call the person by this name."""
    write_into(session, Organisation.filled_by, account_id, filled_name=name)


def take_name_off(session: Session, account_id: UUID) -> None:
    """Keep the organisations, and nothing of who filled them in."""
    write_into(session, Organisation.filled_by, account_id, filled_by=None, filled_name=FORMER)
