"""Who first filled in an organisation: for their copy, under a new name, and when they leave us."""

from typing import Any
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from contracts.events import FORMER
from services.registration.contest.organisations.models import Organisation

_FACTS = ("id", "name", "type", "district", "credit_code", "filled_at")


def filled_in_by(session: Session, account_id: UUID) -> list[dict[str, Any]]:
    """The organisations that the person first filled in."""
    own = select(Organisation).where(Organisation.filled_by == account_id).order_by(Organisation.id)
    return [{name: getattr(one, name) for name in _FACTS} for one in session.scalars(own)]


def rename_filler(session: Session, account_id: UUID, name: str) -> None:
    """Call the person by this name."""
    session.execute(update(Organisation).where(Organisation.filled_by == account_id).values(filled_name=name))


def take_name_off(session: Session, account_id: UUID) -> None:
    """Keep the organisations, and nothing of who filled them in."""
    gone = {"filled_by": None, "filled_name": FORMER}
    session.execute(update(Organisation).where(Organisation.filled_by == account_id).values(gone))
