"""What is known of a person who said something of alike entries: for their copy, under a new name, when they leave."""

from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from chassis.privacy.personal_rows import rows_of, write_into
from services.registration.contest.entries.models import Entry
from services.registration.contest.likeness.index import take_out
from services.registration.contest.likeness.models import Likeness

_SAID = ("first_id", "second_id", "state", "reason", "since")


def rename_decider(session: Session, account_id: UUID, name: str) -> None:
    """Call the person by this name wherever they said something of alike entries."""
    write_into(session, Likeness.decider_id, account_id, decider_name=name)


def said_of_likenesses(session: Session, account_id: UUID) -> list[dict[str, Any]]:
    """What the person said last of alike entries."""
    return rows_of(session, Likeness.decider_id, account_id, _SAID)


def forget_texts(session: Session, leader_id: UUID) -> None:
    """Take what the person's entries say out of the index, for good."""
    own = session.scalars(select(Entry.id).where(Entry.leader_id == leader_id, Entry.version > 0)).all()
    take_out(session, own, for_good=True)
