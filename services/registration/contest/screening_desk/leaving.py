"""What is known of a person as a screener: for their copy, under a new name, and when they leave us."""

from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from chassis.http.auth import Identity
from chassis.privacy.personal_rows import rows_of, write_into
from contracts.events import FORMER
from services.registration.contest.screening.models import TAKEN, Screening
from services.registration.contest.screening.records import ScreeningRecord
from services.registration.contest.screening_desk.steps import whole
from services.registration.contest.screening_desk.taking import let_wait

_HELD = ("entry_id", "state", "since")
_DONE = ("entry_id", "action", "text", "at")


def rename_screener(session: Session, account_id: UUID, name: str) -> None:
    """Call a person by this name wherever screenings speak of them."""
    write_into(session, Screening.screener_id, account_id, screener_name=name)
    write_into(session, ScreeningRecord.account_id, account_id, name=name)
    write_into(session, ScreeningRecord.given_to, account_id, text=name)


def screened_by(session: Session, account_id: UUID) -> dict[str, Any]:
    """What the person has on their desk or had last, and what they did in screenings."""
    return {
        "screenings": rows_of(session, Screening.screener_id, account_id, _HELD),
        "screening_records": rows_of(session, ScreeningRecord.account_id, account_id, _DONE),
    }


def leave_screenings(session: Session, account_id: UUID) -> None:
    """Let what the person has wait for others, and take the name off; what was decided and why stays on record."""
    held = select(Screening.entry_id).where(Screening.screener_id == account_id, Screening.state == TAKEN)
    for entry_id in session.scalars(held.order_by(Screening.entry_id)).all():
        let_wait(session, Identity(account_id, FORMER), whole(session, entry_id))
    rename_screener(session, account_id, FORMER)
