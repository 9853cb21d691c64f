"""The table of deliveries. Which states one goes through stands in `states.py`."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from chassis.storage.tables import Serial
from services.notify.base import Base


class Delivery(Base):
    """One piece of news on its way to one person. Rows are never deleted; a second one of an event is impossible."""

    __tablename__ = "delivery"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    activity_id: Mapped[int | None] = mapped_column(Serial, ForeignKey("activity.id"))
    """What it tells of; None for a digest, which tells of many."""
    account_id: Mapped[UUID]
    channel: Mapped[str] = mapped_column(String(10))
    """`email` or `mobile`: the one used last, or to be used next; empty while the person has neither."""
    template: Mapped[str] = mapped_column(String(60))
    facts: Mapped[bytes | None] = mapped_column(LargeBinary)
    """What a digest says, as JSON; None where the activity has it."""
    link: Mapped[str] = mapped_column(String(200))
    matter: Mapped[str] = mapped_column(String(60))
    """What it is about, where letters about it overtake each other: `entry:<id>`. Empty: none overtakes it."""
    state: Mapped[str] = mapped_column(String(12))
    claims: Mapped[int]
    """The fencing token: one more with each claim, and only the holder of the latest may settle it."""
    attempts: Mapped[int]
    """How often it was tried since it was queued."""
    refusals: Mapped[int]
    """How often the other side refused it for now, since it was queued."""
    doubts: Mapped[int]
    """How often an attempt ended without an answer."""
    next_at: Mapped[datetime | None]
    """When something happens by itself: an attempt, the end of a lease or of waiting. None: nothing any more."""
    reason: Mapped[str] = mapped_column(Text)
    """What the other side said last."""
    created_at: Mapped[datetime]
    queued_at: Mapped[datetime]
    """When it was queued, or queued again by an organizer."""
    updated_at: Mapped[datetime]

    __table_args__ = (
        UniqueConstraint("activity_id", "account_id"),
        Index("ix_delivery_next_at", "next_at"),
        Index("ix_delivery_state", "state", "id"),
        Index("ix_delivery_account", "account_id", "state"),
    )
