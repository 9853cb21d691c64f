"""Who signed up for which shift."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from chassis import clock
from services.registration.base import Base
from services.registration.outreach.programme.models import Shift
from services.registration.outreach.signups.states import CANCELLED

_ACTIVE = text(f"state <> '{CANCELLED}'")


class Signup(Base):
    """A volunteer on a shift. Among those that stand, one per shift and account."""

    __tablename__ = "signup"
    __table_args__ = (
        Index(
            "uq_signup_active", "shift_id", "account_id", unique=True, sqlite_where=_ACTIVE, postgresql_where=_ACTIVE
        ),
        Index("ix_signup_line", "shift_id", "state", "turn"),
        Index("ix_signup_account", "account_id", "id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    shift_id: Mapped[UUID] = mapped_column(ForeignKey("shift.id"))
    account_id: Mapped[UUID]
    volunteer: Mapped[str]
    state: Mapped[str] = mapped_column(String(10))
    turn: Mapped[int]
    """Order of arrival on the shift, from 1."""
    revision: Mapped[int] = mapped_column(default=1)
    """One more whenever it comes to stand otherwise."""
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]

    shift: Mapped[Shift] = relationship()

    @property
    def sequence(self) -> int:
        """Rises with every change of it and of its event: SEQUENCE of its entry in a calendar (RFC 5545, 3.8.7.4)."""
        return self.revision + self.shift.event.version

    @property
    def changed_at(self) -> datetime:
        """When it or its event last changed."""
        return max(self.updated_at, self.shift.event.updated_at)

    def touch(self) -> None:
        """Mark that it stands otherwise from now on."""
        self.revision += 1
        self.updated_at = clock.now()
