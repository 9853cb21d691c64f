"""Resolutions as they are kept."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKeyConstraint, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from services.judging.base import Base
from services.judging.editions.models import Stage

PENDING = text("state = 'proposed'")


class Resolution(Base):
    """What one person of the office proposed for a stage, and what became of it. One of a kind waits at a time."""

    __tablename__ = "resolution"
    __table_args__ = (
        ForeignKeyConstraint(["edition", "stage_key"], ["stage.edition", "stage.key"], name="fk_resolution_stage"),
        Index(
            "uq_resolution_pending",
            "edition",
            "stage_key",
            "kind",
            unique=True,
            sqlite_where=PENDING,
            postgresql_where=PENDING,
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    edition: Mapped[str] = mapped_column(String(50))
    stage_key: Mapped[str] = mapped_column(String(50))
    kind: Mapped[str] = mapped_column(String(20))
    """What it does: a name in the table of `resolution_desk.kinds`."""
    state: Mapped[str] = mapped_column(String(10))
    """As `resolutions.states.RESOLUTION` says."""
    facts: Mapped[dict[str, Any]] = mapped_column(JSON)
    """What is to be done, as its kind reads it."""
    basis: Mapped[str] = mapped_column(String(64))
    """The hash of what it was drawn up from: where that has changed, it cannot be adopted."""
    reason: Mapped[str] = mapped_column(Text)
    proposed_by: Mapped[UUID]
    proposed_at: Mapped[datetime]
    decided_by: Mapped[UUID | None]
    decided_at: Mapped[datetime | None]
    answer: Mapped[str] = mapped_column(Text)
    """Why it was rejected."""

    stage: Mapped[Stage] = relationship(lazy="joined", innerjoin=True)
