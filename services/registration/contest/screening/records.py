"""What was done in screenings."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from services.registration.base import Base


class ScreeningRecord(Base):
    """What was done in a screening. Never changed, but that a name is taken off when its person leaves us."""

    __tablename__ = "screening_record"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    entry_id: Mapped[UUID] = mapped_column(ForeignKey("entry.id", ondelete="CASCADE"), index=True)
    action: Mapped[str] = mapped_column(String(20))
    account_id: Mapped[UUID] = mapped_column(index=True)
    name: Mapped[str]
    text: Mapped[str] = mapped_column(Text, default="")
    given_to: Mapped[UUID | None]
    """Whom `text` names, where it is the name of somebody it was handed over to."""
    version: Mapped[int]
    """The submission it was about."""
    points: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    """The points as they stood then."""
    at: Mapped[datetime]
