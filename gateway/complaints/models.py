"""The table of complaints. The key of a receipt's address stands here only as SHA-256."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from gateway.base import Base

NAMED, ANONYMOUS = "named", "anonymous"
OPEN, ANSWERED = "open", "answered"


class Complaint(Base):
    """What somebody told the organizing office, and its answer."""

    __tablename__ = "complaint"
    __table_args__ = (Index("ix_complaint_answered_at", "answered_at", "id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(20), unique=True)
    """What people call it by: the day it came in and five characters that tell nobody how many there are."""
    hash: Mapped[str] = mapped_column(String(64), unique=True)
    topic: Mapped[str] = mapped_column(String(20))
    concerns: Mapped[str] = mapped_column(String(200))
    """The entry, event or page it is about."""
    facts: Mapped[str] = mapped_column(Text)
    wish: Mapped[str] = mapped_column(Text)
    name: Mapped[str] = mapped_column(String(100))
    """Empty where it is anonymous."""
    contact: Mapped[str] = mapped_column(String(200))
    confidential: Mapped[bool]
    """Whoever it is about must not learn who told."""
    account_id: Mapped[UUID | None] = mapped_column(index=True)
    """Whose account it was handed in with, under their name; never of an anonymous one."""
    received_at: Mapped[datetime]
    answer: Mapped[str] = mapped_column(Text)
    answered_at: Mapped[datetime | None]
    answered_by: Mapped[UUID | None]

    @property
    def state(self) -> str:
        """Whether it waits for an answer."""
        return ANSWERED if self.answered_at else OPEN
