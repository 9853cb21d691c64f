"""Stages and criteria."""

import re
from datetime import datetime

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from services.judging.base import Base

KEY = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")
"""The shape of a stage's or criterion's key."""


class Stage(Base):
    """A round of judging with its window and its rubric. Points are stored in hundredths."""

    __tablename__ = "stage"

    key: Mapped[str] = mapped_column(String(40), primary_key=True)
    edition: Mapped[str] = mapped_column(index=True)
    name: Mapped[str]
    name_en: Mapped[str]
    opens_at: Mapped[datetime]
    closes_at: Mapped[datetime]
    """Exclusive: at this instant it is too late."""
    step: Mapped[int]
    drop_from: Mapped[int]
    """From this many sheets on, one highest and one lowest do not count."""
    tie_breakers: Mapped[list[str]] = mapped_column(JSON)
    comment_below: Mapped[int]
    comment_above: Mapped[int]
    spread_limit: Mapped[int]
    frozen_at: Mapped[datetime | None]
    """When the first assignment was made; the rubric does not change from then on."""

    criteria: Mapped[list["Criterion"]] = relationship(
        order_by="Criterion.position", cascade="all, delete-orphan", lazy="selectin"
    )

    @property
    def frozen(self) -> bool:
        """Whether the rubric can no longer change."""
        return self.frozen_at is not None


class Criterion(Base):
    """What marks are given for. The highest mark equals the weight."""

    __tablename__ = "criterion"

    stage_key: Mapped[str] = mapped_column(ForeignKey("stage.key"), primary_key=True)
    key: Mapped[str] = mapped_column(String(40), primary_key=True)
    position: Mapped[int]
    name: Mapped[str]
    name_en: Mapped[str]
    hint: Mapped[str]
    hint_en: Mapped[str]
    weight: Mapped[int]
    """Whole points; the weights of a stage add up to 100."""

    @property
    def highest(self) -> int:
        """The highest mark, in hundredths."""
        return self.weight * 100
