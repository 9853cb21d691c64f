"""Keeping up with accounts: who there is, in which roles, and where each is reached."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import BindParameter, bindparam, delete, func, insert, select, update
from sqlalchemy.orm import Session

from chassis import clock
from chassis.words.folding import fold
from contracts.events import FORMER
from contracts.gateway import AccountChanged, AccountRegistered, ContactChanged
from contracts.scopes import EVERYWHERE
from services.notify.base import table
from services.notify.recipients.models import Contact, Recipient, RecipientRole

Held = tuple[str, str]
"""A role and its scope."""

_recipient, _role, _contact = table(Recipient), table(RecipientRole), table(Contact)
_account: BindParameter[UUID] = bindparam("account")
_ROLES = (
    select(_recipient.c.closed_at, _role.c.role, _role.c.scope)
    .outerjoin(_role, _role.c.account_id == _recipient.c.account_id)
    .where(_recipient.c.account_id == _account)
)
_RENAME = update(_recipient).where(_recipient.c.account_id == _account)
_LOSE = delete(_role).where(
    _role.c.account_id == _account, _role.c.role == bindparam("lost"), _role.c.scope == bindparam("there")
)
_LATEST = select(
    select(_recipient.c.closed_at).where(_recipient.c.account_id == _account).scalar_subquery().label("closed_at"),
    select(_contact.c.changed_at).where(_contact.c.account_id == _account).scalar_subquery().label("changed_at"),
)
_MOVE = update(_contact).where(_contact.c.account_id == _account)


def keep_account(session: Session, account: AccountRegistered | AccountChanged, at: datetime) -> list[Held]:
    """Take over name, language and roles, each with its scope; returns those that are new, held since `at`."""
    account_id = account.account_id
    known = session.execute(_ROLES, {"account": account_id}).all()
    if known and known[0].closed_at is not None:
        return []
    called = {"name": account.name, "search_text": fold(account.name)[:400], "locale": account.locale}
    if known:
        session.execute(_RENAME, {"account": account_id, **called})
    else:
        session.execute(insert(_recipient), _newcomer(account_id, **called))
    before, told = {(row.role, row.scope) for row in known if row.role}, dict.fromkeys(_held(account))
    if lost := before - told.keys():
        session.execute(_LOSE, [{"account": account_id, "lost": role, "there": scope} for role, scope in lost])
    if new := [held for held in told if held not in before]:
        rows = [{"account_id": account_id, "role": role, "scope": scope, "since": at} for role, scope in new]
        session.execute(insert(_role), rows)
    return new


def _newcomer(account_id: UUID, **called: str) -> dict[str, object]:
    """The values of somebody not known before, whose first digest is that of the next morning."""
    return {"account_id": account_id, **called, "digest_at": clock.now(), "digest_through": 0}


def _held(account: AccountRegistered | AccountChanged) -> Sequence[Held]:
    if isinstance(account, AccountChanged) and account.grants:
        return account.grants
    return [(role, EVERYWHERE) for role in account.roles]


def keep_contact(session: Session, contact: ContactChanged, at: datetime) -> bool:
    """Remember where a person is reached; False where a later change is already known, or the account is closed."""
    closed_at, changed_at = session.execute(_LATEST, {"account": contact.account_id}).one()
    if closed_at is not None or (changed_at is not None and changed_at > at):
        return False
    facts = {"email": contact.email, "mobile": contact.mobile, "changed_at": at}
    if changed_at is None:
        session.execute(insert(_contact), {"account_id": contact.account_id, **facts})
    else:
        session.execute(_MOVE, {"account": contact.account_id, **facts})
    return True


def close_account(session: Session, account_id: UUID, at: datetime) -> None:
    """Forget name, roles and address for good; what comes in later about this account finds nobody."""
    mine = {"account": account_id}
    if session.execute(_ROLES, mine).first() is None:
        session.execute(insert(_recipient), _newcomer(account_id, name=FORMER, search_text="", locale="zh_CN"))
    session.execute(
        _RENAME.values(name=FORMER, search_text="", closed_at=func.coalesce(_recipient.c.closed_at, at)), mine
    )
    session.execute(delete(_role).where(_role.c.account_id == account_id))
    session.execute(delete(_contact).where(_contact.c.account_id == account_id))
