"""Judges, judging's copy of entries, assignments."""

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from services.judging.base import Base
from services.judging.rubrics.models import Stage

if TYPE_CHECKING:
    from services.judging.scoring.models import ScoreSheet


class Judge(Base):
    """An account that may judge."""

    __tablename__ = "judge"

    account_id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str]
    known_at: Mapped[datetime]
    scopes: Mapped[str] = mapped_column(String(1000))
    """Where the person may judge, each scope between spaces; `*` for everywhere."""
    left_at: Mapped[datetime | None]
    """Since when the person may judge no longer; the sheets stay, nothing new is assigned."""


class Entry(Base):
    """What judges may see of an entry, as it was submitted. Nothing here names the team."""

    __tablename__ = "entry"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    edition: Mapped[str] = mapped_column(index=True)
    number: Mapped[str] = mapped_column(index=True)
    version: Mapped[int]
    """0 where only the withdrawal is known yet."""
    title: Mapped[str]
    track: Mapped[str]
    group: Mapped[str]
    summary: Mapped[str]
    file_sha256: Mapped[str] = mapped_column(String(64))
    submitted_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]
    active: Mapped[bool]
    """In judging: submitted, and not withdrawn since."""


class EntryOrigin(Base):
    """Who stands behind an entry: read by conflict checks alone, and kept apart so that no answer can carry it."""

    __tablename__ = "entry_origin"

    entry_id: Mapped[UUID] = mapped_column(ForeignKey("entry.id"), primary_key=True)
    organisation: Mapped[str]
    leader_id: Mapped[UUID]


class Assignment(Base):
    """A judge is to score an entry in a stage. A removed one stays as a record; the judge no longer sees it."""

    __tablename__ = "assignment"
    __table_args__ = (
        Index(
            "uq_assignment_live",
            "stage_key",
            "entry_id",
            "judge_id",
            unique=True,
            sqlite_where=text("removed_at IS NULL"),
            postgresql_where=text("removed_at IS NULL"),
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    stage_key: Mapped[str] = mapped_column(ForeignKey("stage.key"))
    entry_id: Mapped[UUID] = mapped_column(ForeignKey("entry.id"), index=True)
    judge_id: Mapped[UUID] = mapped_column(ForeignKey("judge.account_id"), index=True)
    made_at: Mapped[datetime]
    removed_at: Mapped[datetime | None]
    removed_reason: Mapped[str] = mapped_column(default="")

    stage: Mapped[Stage] = relationship()
    entry: Mapped[Entry] = relationship()
    judge: Mapped[Judge] = relationship()
    sheet: Mapped["ScoreSheet | None"] = relationship(back_populates="assignment")
