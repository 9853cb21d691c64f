"""Rubrics and what they consist of."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from hashlib import sha256
from typing import Any

from sqlalchemy import JSON, ForeignKeyConstraint, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from services.judging.aggregation.exactness import Rounding
from services.judging.aggregation.rule import CRITERION, Method, Panel, Rule, Weighed
from services.judging.base import Base
from services.judging.editions.models import Stage

PASSED, ADVANCED = "passed", "advanced"
"""Whom a stage admits: every entry in judging, or those that advanced into it."""
NO_TIES = "none"
"""Said instead of the first rule between equals where there is none."""


@dataclass(frozen=True, slots=True)
class Criterion:
    """What marks are given for. Points are in hundredths."""

    key: str
    name: str
    name_en: str
    hint: str
    hint_en: str
    levels: str
    """What marks of which height mean, a level a line."""
    levels_en: str
    weight: int
    """What the highest mark brings to the total."""
    highest: int
    """The highest mark."""
    step: int
    """Every mark is a multiple of it."""

    @property
    def worth(self) -> Fraction:
        """What a point of the mark brings to the total."""
        return Fraction(self.weight, self.highest)


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
    """Of criteria that have none of their own."""
    admits: Mapped[str] = mapped_column(String(10))
    """PASSED or ADVANCED."""
    method: Mapped[str] = mapped_column(String(20))
    """As `aggregation.rule.Method` names it."""
    basis: Mapped[str] = mapped_column(String(20))
    """Whether totals or the marks of each criterion are brought together."""
    drop_each: Mapped[int]
    """How many highest and as many lowest do not count."""
    drop_from: Mapped[int]
    """From this many sheets on."""
    least_sheets: Mapped[int]
    """What a judge must have given before totals can be corrected for severity."""
    tie_first: Mapped[str] = mapped_column(String(20))
    """What decides first between equals: a rule over whole sheets, or NO_TIES."""
    tie_breakers: Mapped[list[str]] = mapped_column(JSON)
    """The criteria that decide next, in turn."""
    rounding: Mapped[str] = mapped_column(String(20))
    places: Mapped[int]
    """Decimal places of the published score."""
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
    def full(self) -> int:
        """The highest total, in hundredths."""
        return sum(written["weight"] for written in self.written)

    @property
    def frozen(self) -> bool:
        """Whether the rubric can no longer change."""
        return self.frozen_at is not None

    @property
    def rules(self) -> Mapping[str, Any]:
        """Everything that may not change once marks can depend on it."""
        return {"criteria": self.written} | {name: getattr(self, name) for name in RULES}

    @property
    def digest(self) -> str:
        """The SHA-256 of the rules as JSON with keys sorted and no white space, points in hundredths."""
        written = json.dumps(self.rules, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return sha256(written.encode()).hexdigest()

    @property
    def rule(self) -> Rule:
        """The rules as the ranking reads them."""
        method = Method(self.method, self.basis, self.drop_each, self.drop_from, self.least_sheets)
        first = [] if self.tie_first == NO_TIES else [self.tie_first]
        return Rule(
            criteria=tuple(Weighed(one.key, one.worth) for one in self.criteria),
            panels=(Panel(method=method),),
            ties=(*first, *(CRITERION + key for key in self.tie_breakers)),
            rounding=Rounding(self.rounding, self.places),
            spread_limit=self.spread_limit,
        )


RULES = (
    *("admits", "step", "method", "basis", "drop_each", "drop_from", "least_sheets", "tie_first", "tie_breakers"),
    *("rounding", "places", "comment_below", "comment_above", "spread_limit"),
)
"""What a rubric says beside its criteria."""
