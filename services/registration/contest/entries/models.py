"""Entries, what was submitted of them, and which judges may read their file."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from chassis.http.etag import etag_of
from services.registration.base import Base
from services.registration.contest.editions.models import Edition

DRAFT, SUBMITTED, WITHDRAWN = "draft", "submitted", "withdrawn"
STATES = (DRAFT, SUBMITTED, WITHDRAWN)

_HANDED_IN = text(f"state = '{SUBMITTED}'")


class Entry(Base):
    """What a team enters. Saving never refuses; `completeness` says what still stops submission."""

    __tablename__ = "entry"
    __table_args__ = (
        Index(
            "uq_entry_title", "edition", "title_key", unique=True, sqlite_where=_HANDED_IN, postgresql_where=_HANDED_IN
        ),
        Index("ix_entry_leader", "leader_id", "id"),
        Index("ix_entry_counts", "edition", "track", "state"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    edition: Mapped[str] = mapped_column(ForeignKey("edition.slug"))
    number: Mapped[str | None] = mapped_column(String(20), unique=True)
    """Given at the first submission, kept for good, never reused."""
    version: Mapped[int] = mapped_column(default=0)
    """How often it was submitted."""
    revision: Mapped[int] = mapped_column(default=1)
    """One more at every change; the ETag is made of it."""
    state: Mapped[str] = mapped_column(String(10))
    title: Mapped[str] = mapped_column(String(200), default="")
    title_key: Mapped[str] = mapped_column(Text, default="")
    """The title as it is compared: `chassis.words.folding.fold`."""
    track: Mapped[str] = mapped_column(String(50), default="")
    group: Mapped[str] = mapped_column(String(50), default="")
    organisation: Mapped[str] = mapped_column(String(300), default="")
    summary: Mapped[str] = mapped_column(Text, default="")
    search_text: Mapped[str] = mapped_column(Text, default="", active_history=True)
    """Number, title, organisation and leader, folded, for the organizers' search."""
    leader_id: Mapped[UUID]
    leader_name: Mapped[str]
    file_name: Mapped[str | None] = mapped_column(String(255))
    file_size: Mapped[int | None]
    file_sha256: Mapped[str | None] = mapped_column(String(64), index=True)
    file_uploaded_at: Mapped[datetime | None]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    submitted_at: Mapped[datetime | None]

    home: Mapped[Edition] = relationship(viewonly=True)
    """Its edition, as `edition` names it; what is to be written follows from that name alone."""

    @property
    def etag(self) -> str:
        """Changes with every change of the entry."""
        return etag_of(self.id, self.revision)

    @property
    def closes_at(self) -> datetime:
        """The deadline of its edition."""
        return self.home.closes_at

    @property
    def leader(self) -> dict[str, Any]:
        """Who enters it."""
        return {"id": self.leader_id, "name": self.leader_name}

    @property
    def file(self) -> dict[str, Any] | None:
        """The uploaded document, if any."""
        if self.file_sha256 is None:
            return None
        names = ("name", "size", "sha256", "uploaded_at")
        return {name: getattr(self, f"file_{name}") for name in names}


class Submission(Base):
    """What was handed in, word for word. Written once, never changed; judges read this, never the draft."""

    __tablename__ = "submission"

    entry_id: Mapped[UUID] = mapped_column(ForeignKey("entry.id"), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    number: Mapped[str] = mapped_column(String(20))
    title: Mapped[str] = mapped_column(String(200))
    track: Mapped[str] = mapped_column(String(50))
    group: Mapped[str] = mapped_column(String(50))
    organisation: Mapped[str] = mapped_column(String(300))
    summary: Mapped[str] = mapped_column(Text)
    leader_id: Mapped[UUID]
    leader_name: Mapped[str]
    file_name: Mapped[str] = mapped_column(String(255))
    file_size: Mapped[int]
    file_sha256: Mapped[str] = mapped_column(String(64), index=True)
    submitted_at: Mapped[datetime]


class ReadingGrant(Base):
    """A judge may read the file of an entry, as long as the assignment stands.

    A removed grant stays as a mark, so that an assignment told again, or told late, never opens the file once more.
    """

    __tablename__ = "reading_grant"
    __table_args__ = (Index("ix_reading_grant_judge", "judge_id", "entry_id"),)

    assignment_id: Mapped[UUID] = mapped_column(primary_key=True)
    entry_id: Mapped[UUID]
    judge_id: Mapped[UUID]
    removed_at: Mapped[datetime | None]
