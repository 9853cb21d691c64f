"""How long those who need a second step for signing in may do without."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import update
from sqlalchemy.orm import Session

from chassis import clock
from contracts.roles import ADMIN, ORGANIZER
from gateway.accounts.models import Account
from gateway.credentials.second_factor import needed

REQUIRED = (ORGANIZER, ADMIN)
"""Roles that may not do without for good."""


def due(session: Session, account_id: UUID, grace: timedelta) -> datetime | None:
    """Until when an account that needs a second step may do without; None where it has one."""
    if needed(session, account_id):
        return None
    account = session.get_one(Account, account_id)
    return (account.factor_asked_at or clock.now()) + grace


def begin(session: Session, account_id: UUID) -> None:
    """Let the time run from now, unless it runs already."""
    first = update(Account).where(Account.id == account_id, Account.factor_asked_at.is_(None))
    session.execute(first.values(factor_asked_at=clock.now()))
