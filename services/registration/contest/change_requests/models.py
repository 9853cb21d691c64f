"""Changes asked for after the deadline, each with the files that are to take the place of others."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from chassis.http.etag import etag_of
from services.registration.base import Base
from services.registration.contest.entries.models import Entry
from services.registration.contest.papers.models import StoredPaper, by_slot

DRAFT, OPEN, WITHDRAWN, APPROVED, REFUSED = "draft", "open", "withdrawn", "approved", "refused"
LIVE = (DRAFT, OPEN)
"""States of which an entry has one request at a time."""
EVIDENCE = ""
"""The slot of the files that prove why a change is needed."""

_LIVE = text(f"state in ('{DRAFT}', '{OPEN}')")


class ChangeRequest(Base):
    """A change of what was handed in, asked for by the leader. What it changes from stands in the submission named."""

    __tablename__ = "change_request"
    __table_args__ = (
        Index("uq_change_request_live", "entry_id", unique=True, sqlite_where=_LIVE, postgresql_where=_LIVE),
        Index("ix_change_request_desk", "edition", "state", "asked_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    entry_id: Mapped[UUID] = mapped_column(ForeignKey("entry.id", ondelete="CASCADE"), index=True)
    edition: Mapped[str] = mapped_column(String(50))
    state: Mapped[str] = mapped_column(String(10))
    revision: Mapped[int] = mapped_column(default=1)
    """One more at every change; the ETag is made of it."""
    version: Mapped[int]
    """The submission that it asks to change."""
    fields: Mapped[list[str]] = mapped_column(JSON)
    """Keys of the form's fields and slots that are to change."""
    answers: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    """What these fields are to say."""
    team: Mapped[list[dict[str, Any]] | None] = mapped_column(JSON(none_as_null=True))
    """`id`, `name` and `division` of everybody who stays, in the order asked for; None where the team stays as it is.
    """
    reason: Mapped[str] = mapped_column(Text, default="")
    asked_by: Mapped[UUID] = mapped_column(index=True)
    asked_name: Mapped[str]
    begun_at: Mapped[datetime]
    asked_at: Mapped[datetime | None]
    """When it was handed in: from then on the office sees it."""
    decided_by: Mapped[UUID | None] = mapped_column(index=True)
    decided_name: Mapped[str] = mapped_column(default="")
    decided_at: Mapped[datetime | None]
    message: Mapped[str] = mapped_column(Text, default="")
    """What the office tells the team, word for word."""
    made_version: Mapped[int | None]
    """The submission that came of it."""

    entry: Mapped[Entry] = relationship()
    papers: Mapped[list["ChangeFile"]] = relationship(order_by="ChangeFile.id", cascade="all, delete-orphan")

    @property
    def etag(self) -> str:
        """Changes with every change of the request."""
        return etag_of(self.id, self.revision)

    @property
    def files(self) -> dict[str, list["ChangeFile"]]:
        """The files that are to take the place of those in their slots."""
        return by_slot([one for one in self.papers if one.slot != EVIDENCE])

    @property
    def evidence(self) -> list["ChangeFile"]:
        """The files that prove why."""
        return [one for one in self.papers if one.slot == EVIDENCE]


class ChangeFile(StoredPaper, Base):
    """A file of a change that is asked for."""

    __tablename__ = "change_file"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    request_id: Mapped[UUID] = mapped_column(ForeignKey("change_request.id", ondelete="CASCADE"), index=True)
