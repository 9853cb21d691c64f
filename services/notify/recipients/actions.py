"""Who can be told what. Keeping up with accounts is `keeping.py`."""

from collections.abc import Collection, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import BindParameter, bindparam, case, literal, or_, select, union_all
from sqlalchemy.orm import Session

from contracts.scopes import EVERYWHERE
from services.notify.base import table
from services.notify.channels.models import EMAIL, MOBILE
from services.notify.recipients.models import Contact, Reader, Recipient, RecipientRole

_recipient, _role, _contact = table(Recipient), table(RecipientRole), table(Contact)
_among: BindParameter[UUID] = bindparam("accounts", expanding=True)
_CLOSED = "closed"
_REACH = union_all(
    select(_recipient.c.account_id, literal(_CLOSED)).where(
        _recipient.c.account_id.in_(_among), _recipient.c.closed_at.is_not(None)
    ),
    select(_contact.c.account_id, case((_contact.c.email != "", EMAIL), else_=MOBILE)).where(
        _contact.c.account_id.in_(_among), or_(_contact.c.email != "", _contact.c.mobile != "")
    ),
)
_HOLDERS = (
    select(_role.c.account_id)
    .where(
        _role.c.role == bindparam("role"),
        or_(_role.c.scope == EVERYWHERE, _role.c.scope == bindparam("scope")),
        _role.c.since <= bindparam("at"),
    )
    .distinct()
    .order_by(_role.c.account_id)
)


@dataclass(frozen=True)
class Reach:
    """Whom of some accounts one can tell, and how."""

    closed: Set[UUID]
    reachable: Mapping[UUID, str]
    """The channel by which each is reached: by e-mail where an address is known, else on the mobile phone."""


def reach_of(session: Session, accounts: Collection[UUID]) -> Reach:
    """Which of the accounts are closed, and by which channel each can be reached; one may be neither."""
    found = session.execute(_REACH, {"accounts": list(accounts)}).all() if accounts else []
    closed = {account for account, what in found if what == _CLOSED}
    return Reach(closed, {account: what for account, what in found if what != _CLOSED})


def holders(session: Session, role: str, scope: str, at: datetime) -> Sequence[UUID]:
    """The accounts that held the role, there or everywhere, when something happened; later ones are not told of it.

    An empty scope is in no one's but of those who hold the role everywhere.
    """
    return session.scalars(_HOLDERS, {"role": role, "scope": scope or EVERYWHERE, "at": at}).all()


def names(session: Session, accounts: Sequence[UUID]) -> Mapping[UUID, str]:
    """Names by account; accounts not known yet are left out."""
    found = select(Recipient.account_id, Recipient.name).where(Recipient.account_id.in_(set(accounts)))
    return {account: name for account, name in session.execute(found)}


def readers(session: Session, accounts: Sequence[UUID]) -> Mapping[UUID, Reader]:
    """Those of the accounts with an address or a number, with name and language where they are known."""
    if not accounts:
        return {}
    contact = select(Contact.account_id, Recipient.name, Recipient.locale, Contact.email, Contact.mobile)
    contact = contact.outerjoin(Recipient, Recipient.account_id == Contact.account_id)
    known = or_(Contact.email != "", Contact.mobile != "")
    found = session.execute(contact.where(Contact.account_id.in_(set(accounts)), known))
    return {row.account_id: Reader(row.name or "", row.locale or "zh_CN", row.email, row.mobile) for row in found}
