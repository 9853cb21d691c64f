"""Tables of accounts. Secrets (links, sessions) stand here only as SHA-256."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Boolean, ForeignKey, Index, String, Text, UniqueConstraint, event, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from chassis import clock
from chassis.storage import ids
from chassis.words.folding import fold
from contracts.scopes import EVERYWHERE, Scope
from gateway.base import Base

LONGEST_PATH = 500
"""Characters of the address of a form whose text can be kept."""


class Account(Base):
    """A person who can sign in."""

    __tablename__ = "account"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(100))
    email: Mapped[str | None] = mapped_column(String(254), unique=True)
    """In lower case, so that one address is one account."""
    mobile: Mapped[str | None] = mapped_column(String(16), unique=True)
    """In E.164. Every account has an e-mail address or a mobile number."""
    locale: Mapped[str] = mapped_column(String(10))
    search_text: Mapped[str] = mapped_column(Text, default="")
    """Name and addresses, folded: what a search looks at."""
    created_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    """From then on it names and reaches nobody and cannot be used."""
    factor_asked_at: Mapped[datetime | None]
    """When a second factor was first asked of this person; their time to set one up runs from here."""
    grants: Mapped[list["RoleGrant"]] = relationship(order_by="(RoleGrant.role, RoleGrant.id)")
    """Every grant there ever was; `live` has those that count."""

    @property
    def live(self) -> list["RoleGrant"]:
        """The grants that count at this moment."""
        now = clock.now()
        return [grant for grant in self.grants if grant.live_at(now)]

    @property
    def roles(self) -> list[str]:
        """The roles held in any scope, each once."""
        return sorted({grant.role for grant in self.live})


@event.listens_for(Account, "before_insert")
@event.listens_for(Account, "before_update")
def _index(_mapper: object, _connection: object, account: Account) -> None:
    """Whatever changes a name or an address, a search finds the person by the new one."""
    parts = account.name, account.email, account.mobile
    account.search_text = fold(" ".join(part for part in parts if part))


_STANDING = text("ended_at IS NULL")


class RoleGrant(Base):
    """A role an account holds within a scope, for good or until it expires. Kept as history."""

    __tablename__ = "role_grant"
    __table_args__ = (
        Index(
            "uq_role_grant_standing",
            *("account_id", "role", "scope"),
            unique=True,
            sqlite_where=_STANDING,
            postgresql_where=_STANDING,
        ),
        Index("ix_role_grant_role", "role", "scope"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=ids.new_id)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    role: Mapped[str] = mapped_column(String(20))
    scope: Mapped[Scope] = mapped_column(default=EVERYWHERE)
    given_for: Mapped[Scope | None]
    """The organisation it was given for, where that one was merged into another since; None: as `scope` says."""
    granted_at: Mapped[datetime] = mapped_column(default=clock.now)
    granted_by: Mapped[UUID | None]
    """None: from the command line, or before this was noted."""
    expires_at: Mapped[datetime | None] = mapped_column(index=True)
    """Does not count from this moment on."""
    revoked_at: Mapped[datetime | None]
    revoked_by: Mapped[UUID | None]
    ended_at: Mapped[datetime | None]
    """When its end, by revocation or expiry, was noted and told. It ends at `expires_at` all the same."""

    def live_at(self, moment: datetime) -> bool:
        """Whether it counts at this moment."""
        return self.ended_at is None and (self.expires_at is None or moment < self.expires_at)


class SigninLink(Base):
    """A link that signs one account in, once, until it expires."""

    __tablename__ = "signin_link"

    hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"), index=True)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class SigninSession(Base):
    """A signed-in browser. Kept for a while after it ended, to know whose unsent text was kept."""

    __tablename__ = "signin_session"

    hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    id: Mapped[UUID] = mapped_column(unique=True)
    """Names the session where its owner looks at the list."""
    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"), index=True)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)
    last_seen_at: Mapped[datetime]
    agent: Mapped[str] = mapped_column(String(200))
    """The browser's own name (User-Agent)."""
    address: Mapped[str] = mapped_column(String(45))
    rotate: Mapped[bool] = mapped_column(Boolean)
    """Whether the secret is to be replaced at the next request, for the account's rights have changed."""
    previous: Mapped[str | None] = mapped_column(String(64), index=True)
    """Hash of the secret before: requests that were under way when it was replaced still count for a moment."""
    rotated_at: Mapped[datetime | None]


class KeptForm(Base):
    """What a person typed into a form that could not be handed on; given back when the form is opened again."""

    __tablename__ = "kept_form"
    __table_args__ = (UniqueConstraint("browser", "path"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    browser: Mapped[str] = mapped_column(String(64))
    """SHA-256 of the browser's own random cookie."""
    account_id: Mapped[UUID | None]
    """Whose text it is, where that is known; nobody else gets it."""
    path: Mapped[str] = mapped_column(String(LONGEST_PATH))
    fields: Mapped[str] = mapped_column(Text)
    """JSON object: field name to text."""
    created_at: Mapped[datetime] = mapped_column(index=True)


class Consent(Base):
    """A person agreed to one version of a text. Kept as proof, with the hash of what they read (PIPL 14, 17)."""

    __tablename__ = "consent"
    __table_args__ = (Index("ix_consent_account_id", "account_id", "purpose"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    account_id: Mapped[UUID]
    """No foreign key: the proof outlives the account."""
    purpose: Mapped[str] = mapped_column(String(30))
    version: Mapped[str] = mapped_column(String(10))
    language: Mapped[str] = mapped_column(String(10))
    sha256: Mapped[str] = mapped_column(String(64))
    address_kind: Mapped[str] = mapped_column(String(10))
    """`email` or `mobile`: by which the person was known when agreeing."""
    given_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]
