"""Organisations, which of them may be one and the same, and which were merged."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ColumnElement, ForeignKey, Index, String, Text, or_
from sqlalchemy.orm import Mapped, mapped_column

from services.registration.base import Base

STANDING, MERGED = "standing", "merged"
STATES = (STANDING, MERGED)


class Organisation(Base):
    """An organisation that applied, as it was first filled in, completed and corrected since.

    Entries keep what they said of it themselves: nothing that was handed in changes with it.
    """

    __tablename__ = "organisation"
    __table_args__ = (Index("ix_organisation_name", "name_key", "id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    state: Mapped[str] = mapped_column(String(10), default=STANDING)
    name: Mapped[str] = mapped_column(Text)
    name_key: Mapped[str] = mapped_column(Text)
    """The name as equal names are found: `spelling.key_of`."""
    core: Mapped[str] = mapped_column(Text, index=True)
    """What of the name is its own: `spelling.spelled`."""
    type: Mapped[str] = mapped_column(String(60), default="")
    """Key of a choice of the form, as `district`; empty where no form asked."""
    district: Mapped[str] = mapped_column(String(60), default="")
    words: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    """What the form called the two choices: `type` and `district`, each in `zh` and `en`."""
    credit_code: Mapped[str] = mapped_column(String(18), default="", index=True)
    """Empty where it has none or nobody said."""
    doubtful: Mapped[bool] = mapped_column(default=False)
    """Whether the check digit of the code does not follow from the rest."""
    filled_by: Mapped[UUID | None] = mapped_column(index=True)
    """Who first handed in an entry of it; None once they left us."""
    filled_name: Mapped[str]
    filled_at: Mapped[datetime]
    compared_at: Mapped[datetime | None] = mapped_column(index=True)
    """When it was last compared with all others; None: since then it changed."""
    merged_into_id: Mapped[UUID | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    """What it is part of now; itself never merged."""


class Likeness(Base):
    """Two organisations that may be one and the same; the earlier one first."""

    __tablename__ = "organisation_likeness"

    first_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"), primary_key=True)
    second_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"), primary_key=True, index=True)
    reason: Mapped[str] = mapped_column(String(10))
    """One of `likeness.REASONS`."""
    dismissed_at: Mapped[datetime | None]
    """When an organizer said that they are two."""

    @classmethod
    def of(cls, *organisation_ids: UUID) -> ColumnElement[bool]:
        """Picks the pairs in which one of these is."""
        return or_(cls.first_id.in_(organisation_ids), cls.second_id.in_(organisation_ids))

    def other_id(self, organisation_id: UUID) -> UUID:
        """The id of the organisation that this one may be the same as."""
        return self.second_id if self.first_id == organisation_id else self.first_id


class OrganisationMerge(Base):
    """Two organisations were made one. What moved is written down, so that it can be taken back."""

    __tablename__ = "organisation_merge"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    from_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"), index=True)
    into_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"), index=True)
    reason: Mapped[str] = mapped_column(Text)
    merged_at: Mapped[datetime]
    moved: Mapped[list[str]] = mapped_column(JSON)
    """Ids of the entries that were the former's."""
    followed: Mapped[list[str]] = mapped_column(JSON)
    """Ids of organisations that had been merged into the former and went with it."""
    parted_at: Mapped[datetime | None]
    """When it was taken back."""
