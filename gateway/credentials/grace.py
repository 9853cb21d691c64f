"""How long those who need a second step for signing in may do without."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import Session

from chassis import clock
from chassis.storage.engine import Database
from chassis.storage.prepared import Prepared
from contracts.roles import ADMIN, ORGANIZER
from gateway.accounts.models import Account
from gateway.base import table
from gateway.credentials.second_factor import has_second_step

REQUIRED = (ORGANIZER, ADMIN)
"""Roles that may not do without for good."""


_ACCOUNT = table(Account).c
_ASKED = Prepared(
    select(has_second_step(_ACCOUNT.id).label("met"), _ACCOUNT.factor_asked_at).where(
        _ACCOUNT.id == bindparam("account")
    )
)
"""Whether an account has a second step, and since when one is asked of it."""


def due(source: Database | Session, account_id: UUID, grace: timedelta) -> datetime | None:
    """Until when an account that needs a second step may do without; None where it has one."""
    [asked] = _ASKED.rows(source, account=account_id)
    return None if asked.met else (asked.factor_asked_at or clock.now()) + grace


def begin(session: Session, account_id: UUID) -> None:
    """Let the time run from now, unless it runs already."""
    first = update(Account).where(Account.id == account_id, Account.factor_asked_at.is_(None))
    session.execute(first.values(factor_asked_at=clock.now()))
