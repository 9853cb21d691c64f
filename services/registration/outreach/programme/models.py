"""Outreach events and their shifts."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from chassis import clock
from contracts.scopes import Scope
from services.registration.base import Base
from services.registration.outreach.programme.states import PLANNED


class OutreachEvent(Base):
    """An event at one place, with shifts for volunteers."""

    __tablename__ = "outreach_event"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(50), unique=True)
    state: Mapped[str] = mapped_column(String(10))
    version: Mapped[int]
    """How often it was published; rises with every change."""
    updated_at: Mapped[datetime]
    name: Mapped[str] = mapped_column(String(100))
    name_en: Mapped[str] = mapped_column(String(200))
    place: Mapped[str] = mapped_column(String(200))
    place_en: Mapped[str] = mapped_column(String(300))
    summary: Mapped[str] = mapped_column(Text)
    summary_en: Mapped[str] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(Text)
    """Why it was cancelled, in the organizing office's words; empty while it stands."""
    starts_at: Mapped[datetime] = mapped_column(index=True)
    ends_at: Mapped[datetime]
    travel_minutes: Mapped[int]
    """Least time between a shift here and one of the same volunteer at another place."""

    shifts: Mapped[list["Shift"]] = relationship(
        back_populates="event", cascade="all, delete-orphan", order_by="Shift.rank"
    )
    """Cancelled ones included."""

    @property
    def planned(self) -> list["Shift"]:
        """The shifts that take place, in the order of the page."""
        return [shift for shift in self.shifts if shift.state == PLANNED]

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
    state: Mapped[str] = mapped_column(String(10))
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

    @property
    def begun(self) -> bool:
        """Whether it has begun, or is over."""
        return self.starts_at <= clock.now()

    def called(self, locale: str) -> str:
        """Its post in the reader's language."""
        return (self.post_en if locale == "en" else "") or self.post
