"""Tables of recipients. Addresses stand in one table of this part and nowhere else in the product's services."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from chassis.storage.tables import Serial
from services.notify.base import Base


class Recipient(Base):
    """A person with an account."""

    __tablename__ = "recipient"

    account_id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    search_text: Mapped[str] = mapped_column(String(400))
    """The name, folded: what a search looks at."""
    locale: Mapped[str] = mapped_column(String(10))
    closed_at: Mapped[datetime | None]
    """When the account was closed: nobody is told anything there any more."""
    digest_at: Mapped[datetime]
    """When the last digest was made, or the person became known."""
    digest_through: Mapped[int] = mapped_column(Serial)
    """The activity up to which digests have told."""
    roles: Mapped[list["RecipientRole"]] = relationship(cascade="all, delete-orphan", lazy="selectin")


class RecipientRole(Base):
    """A role a person holds within a scope. What happened before `since` was not theirs to know."""

    __tablename__ = "recipient_role"

    account_id: Mapped[UUID] = mapped_column(ForeignKey("recipient.account_id"), primary_key=True)
    role: Mapped[str] = mapped_column(String(30), primary_key=True)
    scope: Mapped[str] = mapped_column(String(100), primary_key=True)
    """A `Scope`, as it is written."""
    since: Mapped[datetime]

    @property
    def held(self) -> tuple[str, str]:
        """The role and its scope."""
        return self.role, self.scope

    __table_args__ = (Index("ix_recipient_role_role", "role"),)


class Contact(Base):
    """Where a person is reached. Apart from `recipient`, for the two are told by different events."""

    __tablename__ = "contact"

    account_id: Mapped[UUID] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(320))
    mobile: Mapped[str] = mapped_column(String(16), server_default="")
    """In E.164; empty where the person gave none."""
    changed_at: Mapped[datetime]


@dataclass(frozen=True)
class Reader:
    """Whom a message is written to. Not stored."""

    name: str
    """Empty where the account is not known yet."""
    locale: str
    email: str = field(default="", repr=False)
    mobile: str = field(default="", repr=False)
