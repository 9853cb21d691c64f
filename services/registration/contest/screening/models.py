"""Where the screening of an entry stands, and what was decided in it."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, validates

from chassis import clock
from services.registration.base import Base

WAITING, TAKEN, PASSED, CORRECTION, ANSWERED = "waiting", "taken", "passed", "correction", "answered"
PROPOSED, REFUSED, REPLIED, FINAL, LAPSED = "proposed", "refused", "replied", "final", "lapsed"
OPEN = (WAITING, ANSWERED, REPLIED)
"""States in which a screener may take it."""
TOLD = (PASSED, CORRECTION, ANSWERED, REFUSED, REPLIED, FINAL, LAPSED)
"""States that a team reads as they are."""
UNDER_WAY = "screening"
"""What a team reads of all others, which are the office's own matter."""
MEETS, FAILS, NOT_ASKED = "pass", "fail", "na"
VERDICTS = (MEETS, FAILS, NOT_ASKED)
"""What a screener says of a point."""
PRECEDENCE = {**dict.fromkeys(OPEN, 0), PROPOSED: 1, TAKEN: 2, CORRECTION: 3}
"""What comes first in the whole queue: what waits, what is in work, what the team has."""
DECIDED = len(PRECEDENCE)
"""Whatever is decided comes last."""


class Screening(Base):
    """The screening of one entry, from its first submission on: then it waits."""

    __tablename__ = "screening"
    __table_args__ = (
        Index("ix_screening_due", "state", "due_at"),
        Index("ix_screening_screener", "screener_id"),
        Index("ix_screening_queue", "edition", "queued", "precedence", "since", "entry_id"),
        Index("ix_screening_states", "edition", "queued", "state", "since", "entry_id"),
        Index("ix_screening_counts", "edition", "queued", "state", "screener_id", "screener_name"),
    )

    entry_id: Mapped[UUID] = mapped_column(ForeignKey("entry.id", ondelete="CASCADE"), primary_key=True)
    edition: Mapped[str] = mapped_column(String(50))
    """That of the entry."""
    queued: Mapped[bool] = mapped_column(default=True)
    """Whether the entry is handed in, so that there is something to be screened."""
    state: Mapped[str] = mapped_column(String(12))
    precedence: Mapped[int]
    """That of the state, so that the whole queue is read in its order."""
    turn: Mapped[int] = mapped_column(default=1)
    """One more at each step, so that out-of-date news is known as such."""
    version: Mapped[int]
    """The submission that is screened."""
    screener_id: Mapped[UUID | None]
    """Who has it, or had it last."""
    screener_name: Mapped[str] = mapped_column(String(50), default="")
    since: Mapped[datetime]
    """Since when it is in this state."""
    points: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    """Key of the checklist -> `verdict` and `reason`."""
    message: Mapped[str] = mapped_column(Text, default="")
    """What the screener tells the team beside the points."""
    fields: Mapped[list[str]] = mapped_column(JSON, default=list)
    """Keys of the fields and file slots that a correction opens."""
    corrections: Mapped[int] = mapped_column(default=0)
    """How often a correction was asked for."""
    due_at: Mapped[datetime | None]
    """Until when the team may correct or reply, exclusive."""
    reminded: Mapped[bool] = mapped_column(default=False)
    """Whether the team was told that a correction is due within a day."""
    proposer_id: Mapped[UUID | None]
    """Who proposed the refusal: somebody else confirms it."""
    explanation: Mapped[str] = mapped_column(Text, default="")
    """What the team says of its correction: needed where it changed nothing."""
    reply: Mapped[str] = mapped_column(Text, default="")
    """What the team replied to a refusal."""

    @validates("state")
    def _follow_state(self, _name: str, state: str) -> str:
        self.precedence = PRECEDENCE.get(state, DECIDED)
        return state

    @property
    def correctable(self) -> bool:
        """Whether the team may correct the entry now."""
        return self.state == CORRECTION and self.due_at is not None and clock.now() < self.due_at

    @property
    def repliable(self) -> bool:
        """Whether the team may reply to a refusal now."""
        return self.state == REFUSED and self.due_at is not None and clock.now() < self.due_at
