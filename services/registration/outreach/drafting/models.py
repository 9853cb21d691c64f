"""Outreach events that are being written, also before anything of them is published."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from contracts.scopes import Scope
from services.registration.base import Base


class EventDraft(Base):
    """An event as its organizers write it; its text is a document whose subject is the slug."""

    __tablename__ = "event_draft"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    """Made in the order of time: lists go by it."""
    slug: Mapped[str] = mapped_column(String(50), unique=True)
    name: Mapped[str]
    """As its draft says now, as the English; either may be empty."""
    name_en: Mapped[str]
    created_at: Mapped[datetime]
    starts_on: Mapped[date | None]
    """The day of its first shift, as its draft says; None while it does not say."""
    series: Mapped[UUID | None] = mapped_column(index=True)
    """What events share that are the same on several days; None for one that stands alone."""

    @property
    def scope(self) -> Scope:
        """The scope of a role that holds for this event."""
        return Scope.event(self.slug)
