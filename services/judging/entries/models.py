"""Judging's copy of entries."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, ForeignKeyConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from services.judging.base import Base


class Entry(Base):
    """What judges may see of an entry, as it was submitted. Nothing here names the team."""

    __tablename__ = "entry"
    __table_args__ = (Index("ix_entry_judged", "edition", "active", "number"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    edition: Mapped[str]
    """Slug; the entry may arrive here before the edition does."""
    number: Mapped[str] = mapped_column(index=True)
    version: Mapped[int]
    """0 where only the withdrawal is known yet."""
    title: Mapped[str]
    track: Mapped[str]
    group: Mapped[str]
    shown: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    """The answers the form shows to judges, as `contracts.registration.Shown`."""
    files: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    """The files judges may open, as `contracts.registration.ShownFile`."""
    submitted_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]
    handed_in: Mapped[bool]
    """Submitted, and not withdrawn since."""
    screened: Mapped[str] = mapped_column(String(10))
    """How its screening ended, as `contracts.screening.OUTCOMES`; empty before it did."""
    screened_turn: Mapped[int]
    """Of the latest outcome known: one with a lower turn is out of date."""
    disqualified_at: Mapped[datetime | None]
    """When two people took it out of judging for good."""
    active: Mapped[bool]
    """In judging: handed in, passed where its edition screens, and not disqualified."""


class Advance(Base):
    """An entry that takes part in a later stage, since it advanced into it. A stage's list is replaced as a whole."""

    __tablename__ = "advance"
    __table_args__ = (
        ForeignKeyConstraint(["edition", "stage_key"], ["stage.edition", "stage.key"], name="fk_advance_stage"),
    )

    edition: Mapped[str] = mapped_column(String(50), primary_key=True)
    stage_key: Mapped[str] = mapped_column(String(50), primary_key=True)
    """The stage that it advanced into."""
    entry_id: Mapped[UUID] = mapped_column(ForeignKey("entry.id"), primary_key=True)
    resolution_id: Mapped[UUID] = mapped_column(ForeignKey("resolution.id"))
    """By which it was decided."""
    result_id: Mapped[UUID] = mapped_column(ForeignKey("result.id"))
    """The version of the earlier stage's result that it rests on."""


class EntryOrigin(Base):
    """Who stands behind an entry: read by conflict checks alone, and kept apart so that no answer can carry it."""

    __tablename__ = "entry_origin"

    entry_id: Mapped[UUID] = mapped_column(ForeignKey("entry.id"), primary_key=True)
    organisations: Mapped[list["EntryOrganisation"]] = relationship(cascade="all, delete-orphan")
    people: Mapped[list["EntryPerson"]] = relationship(cascade="all, delete-orphan")


class EntryPerson(Base):
    """Somebody who stands behind an entry, as leader, member or advisor: they never judge it."""

    __tablename__ = "entry_person"

    entry_id: Mapped[UUID] = mapped_column(ForeignKey("entry_origin.entry_id"), primary_key=True)
    account_id: Mapped[UUID] = mapped_column(primary_key=True, index=True)


class EntryOrganisation(Base):
    """An organisation that applies with an entry."""

    __tablename__ = "entry_organisation"

    entry_id: Mapped[UUID] = mapped_column(ForeignKey("entry_origin.entry_id"), primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True, index=True)
    """Its name as names are compared: `chassis.words.folding.bare`."""
    name: Mapped[str]
