"""Uploads under way. How much of each has arrived is told by its part on disk, never by a row."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from services.registration.base import Base

_OF_ENTRY = text("request_id is null")


class Upload(Base):
    """A file on its way to an entry, or to a change that is asked for; one for each slot and person."""

    __tablename__ = "upload"
    __table_args__ = (
        Index(
            "uq_upload_entry",
            *("entry_id", "account_id", "slot"),
            unique=True,
            sqlite_where=_OF_ENTRY,
            postgresql_where=_OF_ENTRY,
        ),
        UniqueConstraint("request_id", "account_id", "slot"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    entry_id: Mapped[UUID] = mapped_column(ForeignKey("entry.id", ondelete="CASCADE"))
    request_id: Mapped[UUID | None] = mapped_column(ForeignKey("change_request.id", ondelete="CASCADE"))
    """The change that it is to be a file of; None: of the entry itself."""
    account_id: Mapped[UUID]
    slot: Mapped[str] = mapped_column(String(40))
    """Key of the form's file field; empty: it proves why a change is needed."""
    name: Mapped[str] = mapped_column(String(255))
    size: Mapped[int] = mapped_column(BigInteger)
    """Bytes, as announced."""
    modified: Mapped[int] = mapped_column(BigInteger)
    """When the sender's file last changed, in milliseconds since 1970: with name and size it tells the same file."""
    created_at: Mapped[datetime]
