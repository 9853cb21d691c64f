"""What judges declared before they saw anything, and each conflict of interest that was told."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from services.judging.base import Base
from services.judging.conflicts.states import CONFLICT

DECLARED, RECOGNISED, DECLINED = "declared", "recognised", "declined"
"""Where it comes from: the list of applicants, the sheet of an entry, an assignment that the judge will not take."""
KINDS = ("employment", "family", "preparation", "ownership", "dispute", "tuition", "other")
"""What it is: works or worked there within three years, also close relatives; a relative; helped to prepare the entry;
holds a share or leads it; a legal dispute within three years; teacher or student; another interest, which is told."""
OTHER = "other"


class Declaration(Base):
    """A judge signed the undertaking of an edition and said which applicants they have an interest in, if any."""

    __tablename__ = "declaration"

    judge_id: Mapped[UUID] = mapped_column(ForeignKey("judge.account_id"), primary_key=True)
    edition: Mapped[str] = mapped_column(String(50), primary_key=True)
    undertaking: Mapped[str] = mapped_column(String(10))
    """The version that they accepted last."""
    declared_at: Mapped[datetime]
    """When they declared first: from then on entries open to them."""


class Conflict(Base):
    """Why a judge is kept from an organisation, a person or an entry."""

    __tablename__ = "conflict"
    __table_args__ = (Index("ix_conflict_edition", "edition", "judge_id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    edition: Mapped[str] = mapped_column(String(50))
    judge_id: Mapped[UUID] = mapped_column(ForeignKey("judge.account_id"))
    organisation_key: Mapped[str | None]
    """Of the organisation it is about; of the three, one is told."""
    organisation: Mapped[str] = mapped_column(default="")
    """Its name as it stood on the list."""
    person_id: Mapped[UUID | None]
    entry_id: Mapped[UUID | None] = mapped_column(ForeignKey("entry.id"))
    kind: Mapped[str] = mapped_column(String(20))
    """One of KINDS; empty where the judge declined for another reason."""
    source: Mapped[str] = mapped_column(String(20))
    note: Mapped[str]
    state: Mapped[str] = mapped_column(String(10), default=CONFLICT.first)
    made_at: Mapped[datetime]
    lifted_at: Mapped[datetime | None]
    lifted_by: Mapped[UUID | None]
    lifted_reason: Mapped[str] = mapped_column(default="")

    @property
    def about(self) -> tuple[str | None, UUID | None, UUID | None]:
        """The organisation, person or entry it is about."""
        return self.organisation_key, self.person_id, self.entry_id
