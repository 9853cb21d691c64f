"""Judges."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from services.judging.base import Base


class Judge(Base):
    """An account that may judge."""

    __tablename__ = "judge"

    account_id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str]
    known_at: Mapped[datetime]
    scopes: Mapped[str] = mapped_column(String(1000))
    """Where the person may judge, each scope between spaces; `*` for everywhere."""
    left_at: Mapped[datetime | None]
    """Since when the person may judge no longer; what was handed in stays, nothing new is assigned."""
