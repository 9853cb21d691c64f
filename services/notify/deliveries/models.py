"""The table of deliveries and the states one goes through.

queued ──► sending ──► sent
  ▲  ▲        ├──────► retry ──► sending …
  │  │        ├──────► failed
  │  │        └──────► unknown ─► sending, once more; then it stays unknown
  │  └ no-address (until the address is known) ──► expired
  └ an organizer sends a failed, unknown or expired one again
"""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from chassis.storage.tables import Serial
from services.notify.base import Base


class State(StrEnum):
    """Where a delivery stands."""

    QUEUED = "queued"
    NO_ADDRESS = "no-address"
    """The person's address is not known (yet); released when it becomes known."""
    SENDING = "sending"
    """Claimed and committed before the first byte goes out. Found so after its lease, the sender died: unknown."""
    RETRY = "retry"
    UNKNOWN = "unknown"
    """It may have arrived. Sent once more after a long pause, with the same Message-ID, and then never again."""
    SENT = "sent"
    FAILED = "failed"
    EXPIRED = "expired"
    """No address came in time, or it had happened too long ago."""


REPEATABLE = (State.FAILED, State.UNKNOWN, State.EXPIRED)
"""States an organizer may send again from, once nothing is due any more."""


class Delivery(Base):
    """One event on its way to one person over one channel. Rows are never deleted; a second one is impossible."""

    __tablename__ = "delivery"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    activity_id: Mapped[int] = mapped_column(Serial, ForeignKey("activity.id"))
    account_id: Mapped[UUID]
    channel: Mapped[str] = mapped_column(String(10))
    template: Mapped[str] = mapped_column(String(60))
    link: Mapped[str] = mapped_column(String(200))
    state: Mapped[str] = mapped_column(String(12))
    claims: Mapped[int]
    """The fencing token: one more with each claim, and only the holder of the latest may settle it."""
    attempts: Mapped[int]
    """How often it was tried since it was queued."""
    refusals: Mapped[int] = mapped_column(server_default="0")
    """How often the mail server refused it for now, since it was queued."""
    doubts: Mapped[int]
    """How often an attempt ended unknown."""
    next_at: Mapped[datetime | None]
    """When something happens by itself: an attempt, the end of a lease or of waiting. None: nothing any more."""
    reason: Mapped[str] = mapped_column(Text)
    """What the other side said last."""
    created_at: Mapped[datetime]
    queued_at: Mapped[datetime]
    """When it was queued, or queued again by an organizer."""
    updated_at: Mapped[datetime]

    __table_args__ = (
        UniqueConstraint("activity_id", "account_id", "channel"),
        Index("ix_delivery_next_at", "next_at"),
        Index("ix_delivery_state", "state", "id"),
        Index("ix_delivery_account", "account_id", "state"),
    )
