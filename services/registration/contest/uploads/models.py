"""Uploads under way. How much of each has arrived is told by its part on disk, never by a row."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from services.registration.base import Base


class Upload(Base):
    """A file on its way to an entry; one for each slot and person."""

    __tablename__ = "upload"
    __table_args__ = (UniqueConstraint("entry_id", "account_id", "slot"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    entry_id: Mapped[UUID] = mapped_column(ForeignKey("entry.id", ondelete="CASCADE"))
    account_id: Mapped[UUID]
    slot: Mapped[str] = mapped_column(String(40))
    """Key of the form's file field."""
    name: Mapped[str] = mapped_column(String(255))
    size: Mapped[int] = mapped_column(BigInteger)
    """Bytes, as announced."""
    modified: Mapped[int] = mapped_column(BigInteger)
    """When the sender's file last changed, in milliseconds since 1970: with name and size it tells the same file."""
    created_at: Mapped[datetime]
