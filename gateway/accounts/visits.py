"""The sessions of an account: its owner sees them, ends them, and their secrets are replaced when rights change."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import delete, select, true, update
from sqlalchemy.orm import Session

from chassis import clock
from chassis.storage import audit
from chassis.storage.engine import Database
from gateway.accounts import sessions
from gateway.accounts.models import SigninSession
from gateway.accounts.sessions import SignedIn, digest

OVERLAP = timedelta(seconds=60)
"""How long the secret before still counts: other tabs may have requests under way with it."""
EVERY = timedelta(minutes=1)
"""How often it is written down that a session is in use."""
FRESH = timedelta(minutes=10)
"""How long after signing in a person may change what protects the account."""


@dataclass(frozen=True)
class Upkeep:
    """What is due for a session."""

    seen: bool
    """It is to be written down that it is in use."""
    rotate: bool
    """Its secret is to be replaced."""


def find(source: Database | Session, secret: str) -> SignedIn | None:
    """The session of this secret, or of the one just before it, whether or not it still counts."""
    return sessions.find(source, secret, overlap=OVERLAP)


def due(found: SignedIn, secret: str) -> Upkeep:
    """What is to be done about a session that counts."""
    return Upkeep(found.last_seen_at + EVERY <= clock.now(), found.rotate and found.hash == digest(secret))


def keep_up(session: Session, secret: str, what: Upkeep) -> str | None:
    """Write down that the session is in use; a fresh secret where one is due, to be given to the browser."""
    values: dict[str, object] = {"last_seen_at": clock.now()} if what.seen else {}
    fresh = secrets.token_urlsafe(32) if what.rotate else None
    if fresh:
        values |= {"hash": digest(fresh), "previous": digest(secret), "rotated_at": clock.now(), "rotate": False}
    row = update(SigninSession).where(SigninSession.hash == digest(secret))
    changed = session.scalar(row.values(values).returning(SigninSession.id)) if values else None
    return fresh if changed else None


def current(session: Session, account_id: UUID, *, idle: timedelta) -> Sequence[SigninSession]:
    """The account's sessions that count, the one used last first."""
    now = clock.now()
    counting = select(SigninSession).where(
        SigninSession.account_id == account_id, SigninSession.expires_at > now, SigninSession.last_seen_at > now - idle
    )
    return session.scalars(counting.order_by(SigninSession.last_seen_at.desc(), SigninSession.id)).all()


def end_one(session: Session, account_id: UUID, session_id: UUID) -> None:
    """End one session of the account; harmless where it has none of this id."""
    session.execute(delete(SigninSession).where(SigninSession.account_id == account_id, SigninSession.id == session_id))


def end_others(session: Session, account_id: UUID, secret: str | None) -> int:
    """End every session of the account but the one of this secret; how many ended."""
    kept = SigninSession.hash != digest(secret) if secret else true()
    ended = session.scalars(
        delete(SigninSession).where(SigninSession.account_id == account_id, kept).returning(SigninSession.id)
    ).all()
    audit.record(session, account_id, "signed-out-elsewhere", str(account_id), sessions=len(ended))
    return len(ended)


def is_fresh(began: datetime) -> bool:
    """Whether the session began so recently that it may change what protects the account."""
    return began + FRESH > clock.now()
