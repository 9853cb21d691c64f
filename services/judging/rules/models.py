"""Rubrics and what they consist of."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKeyConstraint, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from services.judging.base import Base
from services.judging.editions.models import Stage


@dataclass(frozen=True, slots=True)
class Criterion:
    """What marks are given for. The highest mark equals the weight."""

    key: str
    name: str
    name_en: str
    hint: str
    hint_en: str
    weight: int
    """Whole points; the weights of a rubric add up to 100."""

    @property
    def highest(self) -> int:
        """The highest mark, in hundredths."""
        return self.weight * 100


class Rubric(Base):
    """By what marks are given in a stage of an edition, and how they become a ranking. Points are in hundredths."""

    __tablename__ = "rubric"
    __table_args__ = (
        ForeignKeyConstraint(["edition", "stage_key"], ["stage.edition", "stage.key"], name="fk_rubric_stage"),
    )

    edition: Mapped[str] = mapped_column(String(50), primary_key=True)
    stage_key: Mapped[str] = mapped_column(String(50), primary_key=True)
    written: Mapped[list[dict[str, Any]]] = mapped_column("criteria", JSON)
    """The criteria as they are stored."""
    step: Mapped[int]
    drop_from: Mapped[int]
    """From this many sheets on, one highest and one lowest do not count."""
    tie_breakers: Mapped[list[str]] = mapped_column(JSON)
    comment_below: Mapped[int]
    comment_above: Mapped[int]
    spread_limit: Mapped[int]
    frozen_at: Mapped[datetime | None]
    """When the first assignment was made; the rubric does not change from then on."""

    stage: Mapped[Stage] = relationship(lazy="joined", innerjoin=True)

    @property
    def criteria(self) -> list[Criterion]:
        """The criteria in the order in which they are scored."""
        return [Criterion(**written) for written in self.written]

    @property
    def frozen(self) -> bool:
        """Whether the rubric can no longer change."""
        return self.frozen_at is not None

    @property
    def rules(self) -> Mapping[str, Any]:
        """Everything that may not change once marks can depend on it."""
        return {"criteria": self.written} | {name: getattr(self, name) for name in RULES}


RULES = ("step", "drop_from", "tie_breakers", "comment_below", "comment_above", "spread_limit")
"""What a rubric says beside its criteria."""
