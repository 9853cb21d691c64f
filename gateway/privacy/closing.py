"""The end of an account: what names or reaches the person is deleted here, and the other parts are told to do the same.

The row of the account stays as an id without a person, so that records which refer to it keep their sense.
"""

from uuid import UUID

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from chassis import clock
from chassis.events.outbox import emit
from chassis.privacy import forgetting
from chassis.storage import audit
from contracts.events import FORMER
from contracts.gateway import AccountClosed
from contracts.roles import ADMIN, ORGANIZER
from gateway.accounts.grants import is_last, leave_in_turn
from gateway.accounts.models import Account, Consent
from gateway.base import Base
from gateway.complaints import actions as complaints
from gateway.credentials.models import OneTimeCode
from gateway.invitations.models import Invitation
from gateway.privacy.errors import LastOrganizer
from gateway.privacy.exports import discard
from gateway.privacy.models import Export


def close_account(session: Session, account_id: UUID) -> None:
    """Close it for good; closing it again changes nothing. Raises LastOrganizer."""
    leave_in_turn(session)
    account = session.get_one(Account, account_id, with_for_update=True)
    if account.closed_at is not None:
        return
    refuse_last(session, account_id)
    for export in session.scalars(select(Export).where(Export.account_id == account_id)):
        discard(session, export)
    session.execute(
        update(Consent)
        .where(Consent.account_id == account_id, Consent.withdrawn_at.is_(None))
        .values(withdrawn_at=clock.now())
    )
    addresses = [address for address in (account.email, account.mobile) if address]  # a passkey's challenge has none
    session.execute(delete(OneTimeCode).where(OneTimeCode.address.in_(addresses)))
    if account.email is not None:  # invitations by link have no address either
        theirs = update(Invitation).where(Invitation.email == account.email)
        session.execute(theirs.values(email=f"{account_id}@closed.invalid"))
    complaints.unname(session, account_id)
    _delete_rows(session, account_id)
    session.expire(account, ["grants"])
    account.name, account.email, account.mobile, account.closed_at = FORMER, None, None, clock.now()
    session.flush()
    forgetting.forget(session, account_id)
    emit(session, AccountClosed(account_id=account_id, closed_at=account.closed_at))
    audit.record(session, account_id, "account.closed", str(account_id))


def refuse_last(session: Session, account_id: UUID) -> None:
    """Raise LastOrganizer where nobody else would run the contest or the platform as long. After `leave_in_turn`."""
    if any(is_last(session, account_id, role) for role in (ORGANIZER, ADMIN)):
        raise LastOrganizer


def _delete_rows(session: Session, account_id: UUID) -> None:
    """Every row that belongs to the account, whatever table later releases add: all but the proof of consents."""
    kept = {Consent.__tablename__, Export.__tablename__}
    for table in reversed(Base.metadata.sorted_tables):
        if "account_id" in table.c and table.name not in kept:
            session.execute(delete(table).where(table.c.account_id == account_id))
