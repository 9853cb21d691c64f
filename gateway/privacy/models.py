"""Tables of exports. What the parts answered stands here sealed, as it came."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Index, LargeBinary, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from gateway.base import Base

GATHERING, READY, GONE = "gathering", "ready", "gone"


class Export(Base):
    """A person asked for everything that is held about them."""

    __tablename__ = "export"
    __table_args__ = (
        Index(
            "uq_export_gathering",
            "account_id",
            unique=True,
            sqlite_where=text(f"state = '{GATHERING}'"),
            postgresql_where=text(f"state = '{GATHERING}'"),
        ),
        Index("ix_export_account_id", "account_id", "requested_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    account_id: Mapped[UUID]
    state: Mapped[str] = mapped_column(String(10))
    key: Mapped[bytes | None] = mapped_column(LargeBinary)
    """The private key that opens the answers, locked with the product's secret; deleted with them."""
    missing: Mapped[list[str]] = mapped_column(JSON)
    """Parts that have not answered."""
    days: Mapped[int]
    """How long it can be downloaded once it is ready."""
    requested_at: Mapped[datetime]
    ready_at: Mapped[datetime | None]
    expires_at: Mapped[datetime | None]
    downloaded_at: Mapped[datetime | None]


class ExportPiece(Base):
    """A piece of a part's answer, sealed."""

    __tablename__ = "export_piece"

    export_id: Mapped[UUID] = mapped_column(ForeignKey("export.id"), primary_key=True)
    part: Mapped[str] = mapped_column(String(20), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    of: Mapped[int]
    answer_id: Mapped[UUID]
    sealed: Mapped[str] = mapped_column(Text)
