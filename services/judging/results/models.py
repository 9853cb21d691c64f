"""Results as they are kept."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, ForeignKeyConstraint, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from services.judging.base import Base
from services.judging.resolutions.models import Resolution


class Result(Base):
    """The ranking of a stage with all that it was worked out from. The newest version stands; none ever changes."""

    __tablename__ = "result"
    __table_args__ = (
        ForeignKeyConstraint(["edition", "stage_key"], ["rubric.edition", "rubric.stage_key"], name="fk_result_rubric"),
        UniqueConstraint("edition", "stage_key", "version", name="uq_result_version"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    edition: Mapped[str] = mapped_column(String(50))
    stage_key: Mapped[str] = mapped_column(String(50))
    version: Mapped[int]
    """1 when the stage is sealed, one more with each change."""
    resolution_id: Mapped[UUID] = mapped_column(ForeignKey("resolution.id"))
    """By which it was adopted: who, when and why."""
    sealed_at: Mapped[datetime]
    rules: Mapped[dict[str, Any]] = mapped_column(JSON)
    """The rubric as it was: `Rubric.rules`."""
    inputs: Mapped[str] = mapped_column(Text)
    """All that the places depend on, as canonical JSON (`rankings.inputs`)."""
    inputs_hash: Mapped[str] = mapped_column(String(64))

    resolution: Mapped[Resolution] = relationship(lazy="joined", innerjoin=True)


class ResultLine(Base):
    """The place of one entry, and what the entry was called then."""

    __tablename__ = "result_line"

    result_id: Mapped[UUID] = mapped_column(ForeignKey("result.id"), primary_key=True)
    entry_id: Mapped[UUID] = mapped_column(ForeignKey("entry.id"), primary_key=True)
    position: Mapped[int]
    """In the order of the ranking, from 1; entries without a place come last."""
    place: Mapped[int | None]
    """Equals share one; None without sheets."""
    score: Mapped[str | None] = mapped_column(String(40))
    """As it is published."""
    number: Mapped[str] = mapped_column(String(30))
    title: Mapped[str]
    track: Mapped[str] = mapped_column(String(50))
    group: Mapped[str] = mapped_column(String(50))
