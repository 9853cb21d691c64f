"""The table of what happened."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from chassis.storage.tables import Serial
from services.notify.base import Base


class Activity(Base):
    """An event as it was received. Append-only; ids become visible in rising order, so a reader misses none."""

    __tablename__ = "activity"

    id: Mapped[int] = mapped_column(Serial, primary_key=True, autoincrement=True)
    event_id: Mapped[str] = mapped_column(String(36), unique=True)
    type: Mapped[str] = mapped_column(String(100))
    at: Mapped[datetime]
    facts: Mapped[bytes] = mapped_column(LargeBinary)
    """The event's JSON; texts are made of it when read, in the reader's language."""
    about: Mapped[UUID | None]
    """The account the event is about."""
    scope: Mapped[str] = mapped_column(String(100), server_default="")
    """What of the contest it belongs to, such as `edition:<slug>`; empty: only who oversees everything sees it."""
    template: Mapped[str] = mapped_column(String(60))
    """Whose `activity.txt` words it; empty where the feed does not show it."""
    link: Mapped[str] = mapped_column(String(200))

    __table_args__ = (
        Index("ix_activity_at", "at"),
        Index("ix_activity_scope", "scope", "id"),
        {"sqlite_autoincrement": True},
    )
