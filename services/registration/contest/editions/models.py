"""An edition: one year of the contest, with everything that is decided per year."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from services.registration.base import Base

ENTRY_STAGE = "entry"
"""Key of the stage in which teams enter; its end is the deadline."""


class Edition(Base):
    """One edition. Its lists are read and replaced as a whole, so each is one JSON column."""

    __tablename__ = "edition"

    slug: Mapped[str] = mapped_column(String(50), primary_key=True)
    name: Mapped[str] = mapped_column(String(100))
    name_en: Mapped[str] = mapped_column(String(200))
    summary: Mapped[str] = mapped_column(Text)
    summary_en: Mapped[str] = mapped_column(Text, default="")
    entry_prefix: Mapped[str] = mapped_column(String(12), unique=True)
    opens_at: Mapped[datetime] = mapped_column(index=True)
    closes_at: Mapped[datetime]
    """Exclusive end of the stage `entry`: the deadline."""
    stage_list: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    tracks: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    groups: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    organisers: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    eligibility: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    """Who may enter, point by point."""
    materials: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    """What to have at hand before entering."""
    awards: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    """Prizes and how many of each; none is given beyond those set here."""
    numbered: Mapped[int] = mapped_column(Integer, default=0)
    """The last entry number given out; it only grows."""
    updated_at: Mapped[datetime]

    @property
    def scope(self) -> str:
        """The scope of a role that holds for this edition."""
        return f"edition:{self.slug}"

    @property
    def stages(self) -> list[dict[str, Any]]:
        """The stages in order, their times as aware datetimes."""
        times = ("opens_at", "closes_at")
        return [s | {t: datetime.fromisoformat(s[t]) for t in times} for s in self.stage_list]

    @stages.setter
    def stages(self, stages: list[dict[str, Any]]) -> None:
        times = ("opens_at", "closes_at")
        self.stage_list = [s | {t: s[t].isoformat() for t in times} for s in stages]
        entry = next(s for s in stages if s["key"] == ENTRY_STAGE)
        self.opens_at, self.closes_at = entry["opens_at"], entry["closes_at"]
