"""Joint applicants of an entry, and what shows that they agree."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from services.registration.base import Base

WAITING, CONFIRMED, DECLINED, LETTER = "waiting", "confirmed", "declined", "letter"
STATES = (WAITING, CONFIRMED, DECLINED, LETTER)
AGREED = (CONFIRMED, LETTER)
"""States in which it is shown that the organisation agrees."""


class JointApplicant(Base):
    """An organisation that the form of an entry names beside the applicant; known by its name as that is compared.

    It stays when its row leaves the form, so that what was shown holds again once the row is back.
    """

    __tablename__ = "joint_applicant"
    __table_args__ = (UniqueConstraint("entry_id", "name_key"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    entry_id: Mapped[UUID] = mapped_column(ForeignKey("entry.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(Text)
    name_key: Mapped[str] = mapped_column(Text)
    listed: Mapped[bool] = mapped_column(default=True)
    """Whether the form names it now."""
    state: Mapped[str] = mapped_column(String(10), default=WAITING)
    round: Mapped[int] = mapped_column(default=0)
    """How often a link was made for it; 0: never. The link of an earlier round opens nothing."""
    account_id: Mapped[UUID | None] = mapped_column(index=True)
    """Who confirmed or declined for it."""
    person_name: Mapped[str] = mapped_column(default="")
    person_post: Mapped[str] = mapped_column(Text, default="")
    """What they are in the organisation, as they said."""
    letter_id: Mapped[UUID | None]
    """The file of the entry that is its letter."""
    answered_at: Mapped[datetime | None]
    """Since when it is in its state; None while it waits."""

    @property
    def agreed(self) -> bool:
        """Whether it is shown that the organisation agrees."""
        return self.state in AGREED
