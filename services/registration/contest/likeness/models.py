"""What entries say, as it is compared, and which of them are alike."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, BigInteger, ColumnElement, ForeignKey, Index, Integer, Select, String, Text, or_
from sqlalchemy.orm import Mapped, aliased, mapped_column, relationship

from chassis.storage.tables import Serial
from services.registration.base import Base
from services.registration.contest.entries.models import SUBMITTED, Entry
from services.registration.contest.likeness.sameness import same_organisation


class EntryText(Base):
    """What an entry says in the version that stands. One that is gone for good stays as an empty row."""

    __tablename__ = "entry_text"
    __table_args__ = ({"sqlite_autoincrement": True},)

    number: Mapped[int] = mapped_column(Serial, primary_key=True, autoincrement=True)
    """By which traces name it."""
    entry_id: Mapped[UUID] = mapped_column(ForeignKey("entry.id", ondelete="CASCADE"), unique=True)
    version: Mapped[int]
    """The submission it is of."""
    text: Mapped[str] = mapped_column(Text)
    """As `traces.plain` writes it."""
    traces: Mapped[list[int]] = mapped_column(JSON)
    """Those that lead here."""
    erased: Mapped[bool] = mapped_column(default=False)
    """Whether it was taken out with the person who wrote it."""

    entry: Mapped[Entry] = relationship(viewonly=True)


class EntryTrace(Base):
    """A trace leads to an entry. One that leads to many says nothing, and leads to no more."""

    __tablename__ = "entry_trace"
    __table_args__ = ({"sqlite_with_rowid": False},)

    trace: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    number: Mapped[int] = mapped_column(BigInteger().with_variant(Integer(), "sqlite"), primary_key=True)


class Likeness(Base):
    """Two entries that are alike: how far, and what somebody said of it."""

    __tablename__ = "likeness"
    __table_args__ = (
        Index("uq_likeness_pair", "first_id", "second_id", unique=True),
        Index("ix_likeness_second", "second_id"),
        Index("ix_likeness_listed", "edition", "degree", "id"),
        Index("ix_likeness_decider", "decider_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    first_id: Mapped[UUID] = mapped_column(ForeignKey("entry.id", ondelete="CASCADE"))
    """The one that was begun first."""
    second_id: Mapped[UUID] = mapped_column(ForeignKey("entry.id", ondelete="CASCADE"))
    edition: Mapped[str] = mapped_column(String(50))
    """That of the second."""
    title: Mapped[int]
    """Per cent, as the text."""
    text: Mapped[int]
    files: Mapped[int]
    """How many files are the same."""
    degree: Mapped[int]
    """How alike they are in one number, by which lists are sorted: see `finding.Alike`."""
    state: Mapped[str] = mapped_column(String(10))
    since: Mapped[datetime]
    """Since when it is in this state."""
    decider_id: Mapped[UUID | None]
    """Who said something of it last."""
    decider_name: Mapped[str] = mapped_column(String(50), default="")
    reason: Mapped[str] = mapped_column(Text, default="")
    """What they wrote."""

    first: Mapped[Entry] = relationship(foreign_keys=first_id, viewonly=True)
    second: Mapped[Entry] = relationship(foreign_keys=second_id, viewonly=True)

    @property
    def entries(self) -> tuple[Entry, Entry]:
        """Both."""
        return self.first, self.second

    @property
    def same_leader(self) -> bool:
        """Whether one person leads both."""
        return self.first.leader_id == self.second.leader_id

    @property
    def same_organisation(self) -> bool:
        """Whether both are of one organisation."""
        return same_organisation(self.first, self.second)

    @classmethod
    def of(cls, *entry_ids: UUID) -> ColumnElement[bool]:
        """Picks the pairs in which one of these is."""
        return or_(cls.first_id.in_(entry_ids), cls.second_id.in_(entry_ids))

    def other_id(self, entry_id: UUID) -> UUID:
        """The id of the entry that is like this one."""
        return self.second_id if self.first_id == entry_id else self.first_id


First, Second = aliased(Entry, name="first"), aliased(Entry, name="second")


def standing_pairs(statement: Select[Any]) -> Select[Any]:
    """A query of Likeness with `First` and `Second`, of those that are both handed in."""
    joined = statement.join(First, First.id == Likeness.first_id).join(Second, Second.id == Likeness.second_id)
    return joined.where(First.state == SUBMITTED, Second.state == SUBMITTED)
