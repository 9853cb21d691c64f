"""Plans of assignment with their receipts."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKeyConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from services.judging.base import Base
from services.judging.plans.states import PLAN
from services.judging.rules.models import Rubric


class AssignmentPlan(Base):
    """Who is to judge what in a stage, how that was found, and what became of it."""

    __tablename__ = "assignment_plan"
    __table_args__ = (
        ForeignKeyConstraint(["edition", "stage_key"], ["rubric.edition", "rubric.stage_key"], name="fk_plan_rubric"),
        Index("ix_assignment_plan_stage", "edition", "stage_key", "state"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    edition: Mapped[str] = mapped_column(String(50))
    stage_key: Mapped[str] = mapped_column(String(50))
    state: Mapped[str] = mapped_column(String(10), default=PLAN.first)
    settings: Mapped[dict[str, Any]] = mapped_column(JSON)
    """What the organizer asked for: see `plans.inputs.Settings`."""
    seed: Mapped[str]
    """What decided among equals."""
    inputs: Mapped[str] = mapped_column(String(64))
    """SHA-256 of everything that the plan rests on."""
    added: Mapped[list[list[str]]] = mapped_column(JSON)
    """Entry and judge of each assignment to make."""
    removed: Mapped[list[list[str]]] = mapped_column(JSON)
    """Entry and judge of each assignment to end."""
    short: Mapped[dict[str, int]] = mapped_column(JSON)
    """Entry -> how many judges it lacks."""
    blocks: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    """What keeps them from having more."""
    receipt: Mapped[dict[str, Any]] = mapped_column(JSON)
    """Cost, bound, swaps, their surcharge, parts."""
    proposed_at: Mapped[datetime]
    made_at: Mapped[datetime | None]
    undone_at: Mapped[datetime | None]

    rubric: Mapped[Rubric] = relationship(lazy="joined", innerjoin=True)
