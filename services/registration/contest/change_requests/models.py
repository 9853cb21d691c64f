"""Changes asked for after the deadline, each with its files and the people who are to join the team."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from chassis.http.etag import etag_of
from services.registration.base import Base
from services.registration.contest.entries.models import Entry
from services.registration.contest.papers.counting import counting
from services.registration.contest.papers.models import UploadedPaper, by_slot
from services.registration.contest.teams.models import INVITED

DRAFT, OPEN, WITHDRAWN = "draft", "open", "withdrawn"
APPROVED, PARTLY, REFUSED = "approved", "partly", "refused"
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
    """What the office tells the team of all of it, word for word."""
    decisions: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    """What was decided row by row: `key`, `approved`, and the `reason` of a refusal; empty until then."""
    made_version: Mapped[int | None]
    """The submission that came of it."""

    entry: Mapped[Entry] = relationship()
    all_papers: Mapped[list["ChangeFile"]] = relationship(order_by="ChangeFile.id", cascade="all, delete-orphan")
    """The files that were uploaded to it, with those that are to replace others."""
    additions: Mapped[list["Addition"]] = relationship(
        order_by="Addition.id", cascade="all, delete-orphan", back_populates="request"
    )
    """Who is to join the team, where the team is to change."""

    @property
    def etag(self) -> str:
        """Changes with every change of the request."""
        return etag_of(self.id, self.revision)

    @property
    def files(self) -> dict[str, list["ChangeFile"]]:
        """The files that are to take the place of those in their slots."""
        return by_slot([one for one in counting(self.all_papers).papers if one.slot != EVIDENCE])

    @property
    def replacements(self) -> dict[str, "ChangeFile"]:
        """By slot the file that is to replace one of `files` and was not found good."""
        return counting(self.all_papers).replacements

    @property
    def evidence(self) -> list["ChangeFile"]:
        """The files that prove why."""
        return [one for one in self.all_papers if one.slot == EVIDENCE]


class Addition(Base):
    """Somebody who is to join the team by a request, and says so for themselves before the office decides."""

    __tablename__ = "change_addition"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    request_id: Mapped[UUID] = mapped_column(ForeignKey("change_request.id", ondelete="CASCADE"), index=True)
    role: Mapped[str] = mapped_column(String(10))
    name: Mapped[str]
    """As the leader typed it; since they confirmed, that of their account."""
    division: Mapped[str] = mapped_column(Text, default="")
    """What this person does in the project."""
    state: Mapped[str] = mapped_column(String(10), default=INVITED)
    account_id: Mapped[UUID | None] = mapped_column(index=True)
    """Who confirmed."""
    answered_at: Mapped[datetime | None]
    publicity_version: Mapped[str | None] = mapped_column(String(20))
    """The text about publishing the name that they agreed to; None: the name is not published."""

    request: Mapped[ChangeRequest] = relationship(back_populates="additions")

    round = 1
    """A link to it is made once: who is asked by another is another addition."""
    counts, expired, leads = True, False, False
    """As rules look at somebody in a team."""


class ChangeFile(UploadedPaper, Base):
    """A file of a change that is asked for."""

    __tablename__ = "change_file"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    request_id: Mapped[UUID] = mapped_column(ForeignKey("change_request.id", ondelete="CASCADE"), index=True)
