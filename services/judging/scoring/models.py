"""Score sheets."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from services.judging.base import Base
from services.judging.panels.models import Assignment

DRAFT, SUBMITTED, RETURNED, VOID = "draft", "submitted", "returned", "void"
NONE = "none"
"""The state of a sheet that was never saved; never stored."""


class ScoreSheet(Base):
    """The marks of one judge for one entry. Locked once submitted; void sheets are kept and count for nothing."""

    __tablename__ = "score_sheet"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    assignment_id: Mapped[UUID] = mapped_column(ForeignKey("assignment.id"), unique=True)
    state: Mapped[str] = mapped_column(String(10))
    version: Mapped[int]
    """1 at the first save, one more at each change of any kind."""
    marks: Mapped[dict[str, int]] = mapped_column(JSON)
    """Hundredths by criterion key; a criterion without a mark is absent."""
    comment: Mapped[str]
    saved_at: Mapped[datetime]
    submitted_at: Mapped[datetime | None]
    return_reason: Mapped[str]
    """What the organizer asked to be changed; shown to the judge."""

    assignment: Mapped[Assignment] = relationship(back_populates="sheet")

    @property
    def total(self) -> int | None:
        """The plain sum of the marks given so far, in hundredths; None before the first."""
        return sum(self.marks.values()) if self.marks else None
