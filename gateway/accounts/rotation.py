"""A session's secret is replaced when the rights it opens change: what leaked before opens nothing new."""

from uuid import UUID

from sqlalchemy import update
from sqlalchemy.orm import Session

from gateway.accounts.models import SigninSession


def rotate_all(session: Session, account_id: UUID) -> None:
    """Give every session of the account a new secret at its next request."""
    session.execute(update(SigninSession).where(SigninSession.account_id == account_id).values(rotate=True))
