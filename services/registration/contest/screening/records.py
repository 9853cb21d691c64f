"""What was done in screenings, by the office and by teams."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from chassis import clock
from chassis.http.auth import Identity
from chassis.storage import ids
from services.registration.base import Base
from services.registration.contest.screening.models import Screening

CORRECTED, HANDED_IN, WITHDRAWN = "correct", "hand in", "withdraw"
"""What teams do, of which the first is also a step of the life: it answers, the others begin the screening anew."""
BY_TEAM = (CORRECTED, HANDED_IN, WITHDRAWN)


class ScreeningRecord(Base):
    """What was done in a screening. Never changed, but that a name is taken off when its person leaves us."""

    __tablename__ = "screening_record"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    entry_id: Mapped[UUID] = mapped_column(ForeignKey("entry.id", ondelete="CASCADE"), index=True)
    action: Mapped[str] = mapped_column(String(20))
    account_id: Mapped[UUID] = mapped_column(index=True)
    name: Mapped[str]
    text: Mapped[str] = mapped_column(Text, default="")
    given_to: Mapped[UUID | None]
    """Whom `text` names, where it is the name of somebody it was handed over to."""
    version: Mapped[int]
    """The submission it was about."""
    points: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    """The points as they stood then."""
    at: Mapped[datetime]


def record_of(screening: Screening, who: Identity, action: str, text: str = "") -> ScreeningRecord:
    """That somebody did this with a screening as it stands now."""
    made = ScreeningRecord(id=ids.new_id(), entry_id=screening.entry_id, action=action, text=text)
    made.account_id, made.name, made.at = who.account_id, who.name, clock.now()
    made.version, made.points = screening.version, dict(screening.points)
    return made
