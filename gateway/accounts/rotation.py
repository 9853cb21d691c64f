"""What opened an account before its rights changed opens nothing new: secrets are replaced, sign-in links end."""

from uuid import UUID

from sqlalchemy import update
from sqlalchemy.orm import Session

from chassis import clock
from gateway.accounts.models import SigninLink, SigninSession


def rotate_all(session: Session, account_id: UUID) -> None:
    """Give every session of the account a new secret at its next request."""
    session.execute(update(SigninSession).where(SigninSession.account_id == account_id).values(rotate=True))


def end_links(session: Session, account_id: UUID) -> None:
    """End the account's sign-in links that wait: who made one may be somebody who could not have given a new role."""
    now = clock.now()
    waiting = SigninLink.account_id == account_id, SigninLink.used_at.is_(None), SigninLink.expires_at > now
    session.execute(update(SigninLink).where(*waiting).values(expires_at=now))
