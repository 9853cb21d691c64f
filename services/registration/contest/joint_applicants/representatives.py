"""Who answered for joint applicants: for their copy, under a new name, and when they leave us."""

from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from chassis.privacy.personal_rows import rows_of, write_into
from contracts.events import FORMER
from services.registration.contest.joint_applicants.models import JointApplicant

_FACTS = ("entry_id", "name", "state", "person_name", "person_post", "answered_at")


def answers_of(session: Session, account_id: UUID) -> list[dict[str, Any]]:
    """What the person answered for which organisation."""
    return rows_of(session, JointApplicant.account_id, account_id, _FACTS)


def rename_representative(session: Session, account_id: UUID, name: str) -> None:
    """Call the person by this name."""
    write_into(session, JointApplicant.account_id, account_id, person_name=name)


def take_names_off(session: Session, account_id: UUID) -> None:
    """Keep what was answered, and nothing of who did."""
    gone = {"account_id": None, "person_name": FORMER, "person_post": ""}
    write_into(session, JointApplicant.account_id, account_id, **gone)
