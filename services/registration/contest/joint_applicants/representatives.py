"""Who answered for joint applicants: for their copy, under a new name, and when they leave us."""

from typing import Any
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from contracts.events import FORMER
from services.registration.contest.joint_applicants.models import JointApplicant

_FACTS = ("entry_id", "name", "state", "person_name", "person_post", "answered_at")


def answers_of(session: Session, account_id: UUID) -> list[dict[str, Any]]:
    """What the person answered for which organisation."""
    own = select(JointApplicant).where(JointApplicant.account_id == account_id).order_by(JointApplicant.id)
    return [{name: getattr(one, name) for name in _FACTS} for one in session.scalars(own)]


def rename_representative(session: Session, account_id: UUID, name: str) -> None:
    """Call the person by this name."""
    session.execute(update(JointApplicant).where(JointApplicant.account_id == account_id).values(person_name=name))


def take_names_off(session: Session, account_id: UUID) -> None:
    """Keep what was answered, and nothing of who did."""
    gone = {"account_id": None, "person_name": FORMER, "person_post": ""}
    session.execute(update(JointApplicant).where(JointApplicant.account_id == account_id).values(gone))
