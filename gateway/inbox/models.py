"""The table of unread counts, as notify told them last."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from gateway.base import Base


class UnreadCount(Base):
    """How many messages a person has not read. Whoever has no row was never told anything."""

    __tablename__ = "unread_count"

    account_id: Mapped[UUID] = mapped_column(primary_key=True)
    unread: Mapped[int]
    at: Mapped[datetime]
    """When notify counted them; a count from before this is out of date."""
