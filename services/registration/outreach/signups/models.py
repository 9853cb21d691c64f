"""Outreach events, their shifts, and who signed up."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from contracts.scopes import Scope
from services.registration.base import Base

CONFIRMED, WAITLISTED, CANCELLED = "confirmed", "waitlisted", "cancelled"
STATES = (CONFIRMED, WAITLISTED, CANCELLED)

_ACTIVE = text(f"state <> '{CANCELLED}'")


class OutreachEvent(Base):
    """An event at one place, with shifts for volunteers."""

    __tablename__ = "outreach_event"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(50), unique=True)
    name: Mapped[str] = mapped_column(String(100))
    name_en: Mapped[str] = mapped_column(String(200))
    place: Mapped[str] = mapped_column(String(200))
    place_en: Mapped[str] = mapped_column(String(300), server_default="")
    summary: Mapped[str] = mapped_column(Text)
    summary_en: Mapped[str] = mapped_column(Text, server_default="")
    starts_at: Mapped[datetime] = mapped_column(index=True)
    ends_at: Mapped[datetime]
    travel_minutes: Mapped[int]
    """Least time between a shift here and one of the same volunteer at another place."""

    shifts: Mapped[list["Shift"]] = relationship(
        back_populates="event", cascade="all, delete-orphan", order_by="Shift.rank"
    )

    @property
    def scope(self) -> Scope:
        """The scope of a role that holds for this event."""
        return Scope.event(self.slug)

    def called(self, locale: str) -> str:
        """Its name in the reader's language."""
        return (self.name_en if locale == "en" else "") or self.name


class Shift(Base):
    """Work at a post from `starts_at` to `ends_at` (exclusive) for at most `capacity` people."""

    __tablename__ = "shift"
    __table_args__ = (UniqueConstraint("event_id", "key"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    event_id: Mapped[UUID] = mapped_column(ForeignKey("outreach_event.id"))
    key: Mapped[str] = mapped_column(String(50))
    rank: Mapped[int]
    """Order on the page."""
    post: Mapped[str] = mapped_column(String(50))
    post_en: Mapped[str] = mapped_column(String(100))
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    capacity: Mapped[int]
    turns: Mapped[int] = mapped_column(default=0)
    """How many turns were given out; changed only while the row is locked."""

    event: Mapped[OutreachEvent] = relationship(back_populates="shifts")

    def called(self, locale: str) -> str:
        """Its post in the reader's language."""
        return (self.post_en if locale == "en" else "") or self.post


class Signup(Base):
    """A volunteer on a shift. Among those that stand, one per shift and account."""

    __tablename__ = "signup"
    __table_args__ = (
        Index(
            "uq_signup_active", "shift_id", "account_id", unique=True, sqlite_where=_ACTIVE, postgresql_where=_ACTIVE
        ),
        Index("ix_signup_line", "shift_id", "state", "turn"),
        Index("ix_signup_account", "account_id", "id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    shift_id: Mapped[UUID] = mapped_column(ForeignKey("shift.id"))
    account_id: Mapped[UUID]
    volunteer: Mapped[str]
    state: Mapped[str] = mapped_column(String(10))
    turn: Mapped[int]
    """Order of arrival on the shift, from 1."""
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]

    shift: Mapped[Shift] = relationship()
