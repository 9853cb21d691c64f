"""The table of invitations. The secret in a link stands here only as SHA-256."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, ForeignKey, String, UniqueConstraint, and_, func
from sqlalchemy.orm import Mapped, mapped_column

from contracts.scopes import Scope
from gateway.base import Base

OPEN, REVOKED, EXPIRED, USED_UP = "open", "revoked", "expired", "used-up"
KNOWN_STATES = (OPEN, REVOKED, EXPIRED, USED_UP)
UNLIMITED = 2**31 - 1
"""More people than will ever accept one invitation."""


class Invitation(Base):
    """A role that waits for whoever has the link, or for one address."""

    __tablename__ = "invitation"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    hash: Mapped[str] = mapped_column(String(64), unique=True)
    role: Mapped[str] = mapped_column(String(20))
    scope: Mapped[Scope]
    role_expires_at: Mapped[datetime | None]
    """When the role that it gives ends."""
    email: Mapped[str | None] = mapped_column(String(254))
    """The one address it is for; None: whoever has the link."""
    most: Mapped[int | None]
    """How many people may accept; None: any number."""
    accepted: Mapped[int]
    created_at: Mapped[datetime]
    created_by: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    expires_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]

    def state(self, now: datetime) -> str:
        """Whether it can still be accepted, else why not."""
        if self.revoked_at is not None:
            return REVOKED
        if self.most is not None and self.accepted >= self.most:
            return USED_UP
        return EXPIRED if self.expires_at <= now else OPEN


def in_state(state: str, now: datetime) -> ColumnElement[bool]:
    """The same for a query."""
    revoked = Invitation.revoked_at.is_not(None)
    used_up = Invitation.accepted >= func.coalesce(Invitation.most, UNLIMITED)
    facts = {
        REVOKED: revoked,
        USED_UP: and_(~revoked, used_up),
        EXPIRED: and_(~revoked, ~used_up, Invitation.expires_at <= now),
        OPEN: and_(~revoked, ~used_up, Invitation.expires_at > now),
    }
    return facts[state]


class Acceptance(Base):
    """Who accepted an invitation, and when."""

    __tablename__ = "invitation_acceptance"
    __table_args__ = (UniqueConstraint("invitation_id", "account_id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    invitation_id: Mapped[UUID] = mapped_column(ForeignKey("invitation.id"))
    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"), index=True)
    accepted_at: Mapped[datetime]
