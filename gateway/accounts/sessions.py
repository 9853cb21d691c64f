"""Signing in and out: one-time links and the sessions they open. Only hashes of the secrets are stored."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import and_, bindparam, delete, insert, select
from sqlalchemy.orm import Session

from chassis import clock
from chassis.http.auth import NOBODY, Grant, Identity
from chassis.storage import audit, ids
from chassis.storage.engine import Database
from chassis.storage.prepared import Prepared
from gateway.accounts import grants
from gateway.accounts.actions import find_account
from gateway.accounts.errors import LinkExpired, LinkUnknown, LinkUsed
from gateway.accounts.models import Account, RoleGrant, SigninLink, SigninSession
from gateway.base import table

REMEMBERED = timedelta(days=7)
"""How long an ended session is remembered, so that kept text finds its owner."""
LIFE = timedelta(days=7)


@dataclass(frozen=True)
class Visit:
    """From where somebody signs in."""

    agent: str = ""
    """What the browser calls itself (User-Agent)."""
    address: str = ""
    """The network address."""
    browser: str = ""
    """The browser's own random cookie."""


NOWHERE = Visit()


def digest(secret: str) -> str:
    """How a secret is stored."""
    return hashlib.sha256(secret.encode()).hexdigest()


def create_signin_link(session: Session, account_id: UUID, *, life: timedelta, actor: UUID = NOBODY) -> str:
    """A secret that signs the account in once within `life`; it cannot be read again later. Raises NotFound."""
    find_account(session, account_id)
    token, now = secrets.token_urlsafe(32), clock.now()
    session.add(SigninLink(hash=digest(token), account_id=account_id, created_at=now, expires_at=now + life))
    session.flush()
    audit.record(session, actor, "signin-link.created", str(account_id))
    return token


def look_at_link(session: Session, token: str, *, lock: bool = False) -> SigninLink:
    """The link, while it can be used; locked, nobody else can use it meanwhile.

    Raises LinkUnknown, LinkUsed, LinkExpired.
    """
    link = session.get(SigninLink, digest(token), populate_existing=lock, with_for_update=lock or None)
    if link is None:
        raise LinkUnknown
    if link.used_at is not None:
        raise LinkUsed
    if link.expires_at <= clock.now():
        raise LinkExpired
    return link


def use_link(session: Session, token: str) -> UUID:
    """Use up the link; the account it signs in. Raises LinkUnknown, LinkUsed, LinkExpired."""
    link = look_at_link(session, token, lock=True)
    link.used_at = clock.now()
    return link.account_id


def begin(session: Session, account_id: UUID, *, life: timedelta = LIFE, visit: Visit = NOWHERE) -> str:
    """Start a session of the account; its secret, which is known to the browser alone."""
    secret, now = secrets.token_urlsafe(32), clock.now()
    row = {
        "hash": digest(secret),
        "id": ids.new_id(),
        "account_id": account_id,
        "created_at": now,
        "expires_at": now + life,
        "last_seen_at": now,
        "agent": visit.agent[:200],
        "address": visit.address[:45],
        "rotate": False,
    }
    session.execute(_BEGUN, row)
    audit.record(session, account_id, "signed-in", str(account_id))
    return secret


def sign_out(session: Session, secret: str) -> None:
    """End the session; harmless where there is none."""
    session.execute(delete(SigninSession).where(SigninSession.hash == digest(secret)))


@dataclass(frozen=True)
class SignedIn:
    """A session, and whose it is with the roles they hold at this moment."""

    hash: str
    person: Identity
    created_at: datetime
    expires_at: datetime
    last_seen_at: datetime
    rotate: bool

    def counts(self, idle: timedelta | None = None) -> bool:
        """Whether the session has neither reached its end nor been left unused for `idle`."""
        now = clock.now()
        return self.expires_at > now and not (idle and self.last_seen_at + idle <= now)


_BEGUN = insert(table(SigninSession))
_ROW = table(SigninSession).c
_GRANT = table(RoleGrant).c
_PERSON = table(Account).c
_SIGNED_IN = (
    select(_ROW.hash, _ROW.created_at, _ROW.expires_at, _ROW.last_seen_at, _ROW.rotate)
    .add_columns(_PERSON.id, _PERSON.name, _PERSON.locale)
    .add_columns(_GRANT.role, _GRANT.scope)
    .join(table(Account), _PERSON.id == _ROW.account_id)
    .outerjoin(table(RoleGrant), and_(_GRANT.account_id == _PERSON.id, grants.COUNTING))
    .order_by(_GRANT.role)
)
"""Asked on every request of everybody who signed in: one statement over plain tables, a row for each role."""
_NOW = Prepared(_SIGNED_IN.where(_ROW.hash == bindparam("hash")))
_BEFORE = Prepared(_SIGNED_IN.where(_ROW.previous == bindparam("hash"), _ROW.rotated_at > bindparam("since")))


def find(source: Database | Session, secret: str, *, overlap: timedelta | None = None) -> SignedIn | None:
    """The session of this secret, or of the one replaced less than `overlap` ago, whether or not it still counts."""
    now = clock.now()
    rows = _NOW.rows(source, hash=digest(secret), now=now)
    if not rows and overlap:
        rows = _BEFORE.rows(source, hash=digest(secret), now=now, since=now - overlap)
    if not rows:
        return None
    first, held = rows[0], tuple(Grant(row.role, row.scope) for row in rows if row.role)
    person = Identity(first.id, first.name, held, first.locale)
    return SignedIn(first.hash, person, first.created_at, first.expires_at, first.last_seen_at, first.rotate)


def identity_of(source: Database | Session, secret: str, *, idle: timedelta | None = None) -> Identity | None:
    """Who is signed in with this secret, if it still counts and was used within `idle`."""
    found = find(source, secret)
    return found.person if found and found.counts(idle) else None


def owner_of(session: Session, secret: str) -> UUID | None:
    """Whose session this is or was."""
    return session.scalar(select(SigninSession.account_id).where(SigninSession.hash == digest(secret)))


def purge(session: Session) -> None:
    """Forget sessions that ended long ago."""
    session.execute(delete(SigninSession).where(SigninSession.expires_at < clock.now() - REMEMBERED))
