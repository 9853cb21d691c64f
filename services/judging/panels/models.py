"""Assignments and the score sheets that come with them."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, ForeignKey, ForeignKeyConstraint, Index, String, case, literal_column, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from services.judging.base import Base
from services.judging.editions.models import Stage
from services.judging.entries.models import Entry
from services.judging.judges.models import Judge
from services.judging.panels.marks import MarksColumn
from services.judging.rules.models import Rubric

LIVE = text("state = 'active'")


class Seat(NamedTuple):
    """A judge at an entry in a stage."""

    edition: str
    stage_key: str
    entry_id: UUID
    judge_id: UUID


class Assignment(Base):
    """A judge is to score an entry in a stage. A removed one stays as a record; the judge no longer sees it."""

    __tablename__ = "assignment"
    __table_args__ = (
        ForeignKeyConstraint(
            ["edition", "stage_key"], ["rubric.edition", "rubric.stage_key"], name="fk_assignment_rubric"
        ),
        Index(
            "uq_assignment_live",
            "edition",
            "stage_key",
            "entry_id",
            "judge_id",
            unique=True,
            sqlite_where=LIVE,
            postgresql_where=LIVE,
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    edition: Mapped[str] = mapped_column(String(50))
    stage_key: Mapped[str] = mapped_column(String(50))
    entry_id: Mapped[UUID] = mapped_column(ForeignKey("entry.id"), index=True)
    judge_id: Mapped[UUID] = mapped_column(ForeignKey("judge.account_id"), index=True)
    state: Mapped[str] = mapped_column(String(10))
    """As `panels.states.ASSIGNMENT` says."""
    made_at: Mapped[datetime]
    removed_at: Mapped[datetime | None]
    removed_reason: Mapped[str]

    rubric: Mapped[Rubric] = relationship()
    entry: Mapped[Entry] = relationship()
    judge: Mapped[Judge] = relationship()
    sheet: Mapped["ScoreSheet"] = relationship(back_populates="assignment")

    @property
    def seat(self) -> Seat:
        """Who judges what, and where."""
        return Seat(self.edition, self.stage_key, self.entry_id, self.judge_id)


class ScoreSheet(Base):
    """The marks of one judge for one entry; blank when the assignment is made."""

    __tablename__ = "score_sheet"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    assignment_id: Mapped[UUID] = mapped_column(ForeignKey("assignment.id"), unique=True)
    state: Mapped[str] = mapped_column(String(10))
    """As `panels.states.SHEET` says."""
    version: Mapped[int]
    """0 while blank, one more at each change of any kind."""
    entry_version: Mapped[int] = mapped_column(default=0)
    """The version of the entry that the judge had before them when they last wrote; 0 while blank."""
    marks: Mapped[dict[str, int]] = mapped_column(MarksColumn)
    """Hundredths by criterion key; a criterion without a mark is absent."""
    total: Mapped[int | None]
    """The plain sum of the marks given so far, in hundredths; None before the first."""
    comment: Mapped[str]
    saved_at: Mapped[datetime | None]
    submitted_at: Mapped[datetime | None]
    return_reason: Mapped[str]
    """What the organizer asked to be changed; shown to the judge."""
    due_at: Mapped[datetime | None]
    """Until when a sheet given back after the stage had closed can be handed in; exclusive."""

    assignment: Mapped[Assignment] = relationship(back_populates="sheet")


class SheetTally(Base):
    """How many live sheets of a judge in a stage stand where; `panels.tally` keeps it with every change."""

    __tablename__ = "sheet_tally"

    edition: Mapped[str] = mapped_column(String(50), primary_key=True)
    stage_key: Mapped[str] = mapped_column(String(50), primary_key=True)
    judge_id: Mapped[UUID] = mapped_column(ForeignKey("judge.account_id"), primary_key=True)
    state: Mapped[str] = mapped_column(String(10), primary_key=True)
    total: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    """0 unless handed in."""
    sheets: Mapped[int]


class EntryTally(Base):
    """How many judges an entry has in a stage; kept like `SheetTally`."""

    __tablename__ = "entry_tally"
    __table_args__ = (Index("ix_entry_tally_judges", "edition", "stage_key", "judges"),)

    edition: Mapped[str] = mapped_column(String(50), primary_key=True)
    stage_key: Mapped[str] = mapped_column(String(50), primary_key=True)
    entry_id: Mapped[UUID] = mapped_column(ForeignKey("entry.id"), primary_key=True)
    judges: Mapped[int]


LIVE_STATE: ColumnElement[str] = literal_column("'active'")
"""Spelled out, since SQLite uses the index of live assignments only where it can see that."""
_STAGE, _SHEET = Stage.__table__.c, ScoreSheet.__table__.c
CLOSES_AT = case((_SHEET.due_at > _STAGE.closes_at, _SHEET.due_at), else_=_STAGE.closes_at)
"""Until when a sheet can be handed in: until its stage closes, or longer where it was given back after that."""
IS_LIVE = Assignment.state == LIVE_STATE
"""Picks assignments that stand."""
