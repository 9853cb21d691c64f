"""Who is in the team of an entry: now, and as it was handed in."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from chassis import clock
from services.registration.base import Base

MEMBER, ADVISOR = "member", "advisor"
ROLES = (MEMBER, ADVISOR)
INVITED, CONFIRMED, DECLINED = "invited", "confirmed", "declined"
WITHDRAWN, LEFT, REMOVED = "withdrawn", "left", "removed"
DELETED = "deleted"
"""How somebody ceased to be of a team whose entry was deleted."""
COUNTING = (INVITED, CONFIRMED)
"""States in which somebody takes a place in the team."""
EMAIL, MOBILE = "email", "mobile"
WAITING = timedelta(days=14)
"""How long an invitation waits for an answer, at most until the deadline."""
MOST_PLACES = 60
"""Places an entry can ever have, those given up included."""

_CONFIRMED = text(f"state = '{CONFIRMED}'")


class TeamMember(Base):
    """A place in a team, and who takes it. The leader's is the first one."""

    __tablename__ = "team_member"
    __table_args__ = (
        Index("ix_team_member_account", "account_id", "state"),
        Index(
            "uq_team_member_person",
            "entry_id",
            "account_id",
            unique=True,
            sqlite_where=_CONFIRMED,
            postgresql_where=_CONFIRMED,
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    entry_id: Mapped[UUID] = mapped_column(ForeignKey("entry.id", ondelete="CASCADE"), index=True)
    role: Mapped[str] = mapped_column(String(10))
    place: Mapped[int]
    """Its turn among those of its role, from 1; the leader's is 0."""
    name: Mapped[str]
    """As the leader typed it; since they confirmed, that of their account."""
    division: Mapped[str] = mapped_column(Text, default="")
    """What this person does in the project."""
    state: Mapped[str] = mapped_column(String(10))
    account_id: Mapped[UUID | None]
    """Whose place it is, once they answered."""
    channel: Mapped[str] = mapped_column(String(10), default="")
    """EMAIL or MOBILE of an invitation that one address alone can take; empty: whoever has the link."""
    address: Mapped[str] = mapped_column(String(254), default="")
    """Where the invitation went; forgotten with the answer."""
    round: Mapped[int] = mapped_column(default=1)
    """How often an invitation to this place was made; the link of an earlier one opens nothing."""
    invited_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    reminded: Mapped[int] = mapped_column(default=0)
    """How often the open invitation was recalled: once after two days, once before the deadline."""
    answered_at: Mapped[datetime | None]
    reason: Mapped[str] = mapped_column(Text, default="")
    """Why they were removed, as they were told."""
    publicity_version: Mapped[str | None] = mapped_column(String(20))
    """The text about publishing the name that they agreed to; None: the name is not published."""
    publicity_at: Mapped[datetime | None]
    """When they agreed to it, or took that back."""
    lead_offered_at: Mapped[datetime | None]
    """Since when the leader offers them the lead."""

    @property
    def counts(self) -> bool:
        """Whether the place is taken or kept for somebody."""
        return self.state in COUNTING

    @property
    def expired(self) -> bool:
        """Whether the invitation can no longer be answered."""
        return self.state == INVITED and self.expires_at <= clock.now()

    @property
    def leads(self) -> bool:
        """Whether this is the leader's place."""
        return self.place == 0


class SubmittedMember(Base):
    """Somebody of the team as it was handed in. Never changed, but that the name is taken off when they leave us."""

    __tablename__ = "submitted_member"
    __table_args__ = (ForeignKeyConstraint(["entry_id", "version"], ["submission.entry_id", "submission.version"]),)

    entry_id: Mapped[UUID] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    turn: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    """Members in their order, the leader first; then advisors."""
    role: Mapped[str] = mapped_column(String(10))
    name: Mapped[str]
    division: Mapped[str] = mapped_column(Text)
    account_id: Mapped[UUID] = mapped_column(index=True)
    publicity_version: Mapped[str | None] = mapped_column(String(20))
    """The text about publishing the name that they had agreed to by then."""


class TeamComment(Base):
    """What an advisor wrote to the team about the entry."""

    __tablename__ = "team_comment"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    entry_id: Mapped[UUID] = mapped_column(ForeignKey("entry.id", ondelete="CASCADE"), index=True)
    author_id: Mapped[UUID] = mapped_column(index=True)
    author_name: Mapped[str]
    text: Mapped[str] = mapped_column(Text)
    written_at: Mapped[datetime]


class Departure(Base):
    """Why somebody who was of an entry's team does not see it any more; stays when the entry is deleted."""

    __tablename__ = "departure"

    entry_id: Mapped[UUID] = mapped_column(primary_key=True)
    account_id: Mapped[UUID] = mapped_column(primary_key=True, index=True)
    how: Mapped[str] = mapped_column(String(10))
    """LEFT or REMOVED; DELETED: the whole entry is gone."""
    title: Mapped[str] = mapped_column(Text)
    """Of the entry by then."""
    by_id: Mapped[UUID] = mapped_column(index=True)
    by_name: Mapped[str]
    """Who did it."""
    reason: Mapped[str] = mapped_column(Text, default="")
    at: Mapped[datetime]
