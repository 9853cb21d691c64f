"""The table of the inbox.

A row says who is told of which event and with which texts, not the text itself. It is put into words when read, so
that a person who switches the language reads old messages in it too, and a corrected text is corrected everywhere.
"""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from chassis.storage.tables import Serial
from services.notify.activity.models import Activity
from services.notify.base import Base


class Message(Base):
    """One event told to one person. Unread are those without `read_at`: counted, never kept as a number."""

    __tablename__ = "message"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    activity_id: Mapped[int] = mapped_column(Serial, ForeignKey("activity.id"))
    account_id: Mapped[UUID]
    template: Mapped[str] = mapped_column(String(60))
    link: Mapped[str] = mapped_column(String(200))
    read_at: Mapped[datetime | None]
    activity: Mapped[Activity] = relationship(lazy="joined", innerjoin=True)

    __table_args__ = (
        UniqueConstraint("account_id", "activity_id"),
        Index("ix_message_unread", "account_id", "read_at"),
    )
