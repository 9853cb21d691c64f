"""What happens to accounts."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from chassis import clock
from chassis.events.outbox import emit
from chassis.http.auth import NOBODY
from chassis.http.errors import NotFound
from chassis.storage import audit, ids
from chassis.storage.locks import lock_names
from contracts.gateway import AccountChanged, AccountRegistered, ContactChanged
from gateway.accounts.errors import EmailTaken, MobileTaken
from gateway.accounts.identifiers import EMAIL, MOBILE, Identifier
from gateway.accounts.models import Account, RoleGrant


def register_account(
    session: Session,
    *,
    name: str,
    roles: Sequence[str],
    email: str | None = None,
    mobile: str | None = None,
    locale: str = "zh_CN",
    account_id: UUID | None = None,
    actor: UUID = NOBODY,
    free: bool = False,
) -> Account:
    """Create an account that holds the roles everywhere, and tell the others. Raises EmailTaken, MobileTaken.

    `mobile` is in E.164; the account has at least one of the two. `free`: the caller has seen that nobody has them.
    """
    email = email.strip().lower() if email else None
    for kind, value in ((EMAIL, email), (MOBILE, mobile)):
        if value and not free:
            refuse_taken(session, Identifier(kind, value))
    account = Account(
        id=account_id or ids.new_id(),
        name=name.strip(),
        email=email,
        mobile=mobile,
        locale=locale,
        created_at=clock.now(),
    )
    granted_by = None if actor == NOBODY else actor
    account.grants = [RoleGrant(role=role, granted_by=granted_by) for role in sorted(set(roles))]
    session.add(account)
    session.flush()
    emit(session, AccountRegistered(account_id=account.id, name=account.name, locale=locale, roles=tuple(roles)))
    emit(session, ContactChanged(account_id=account.id, email=email or "", mobile=mobile or ""))
    audit.record(session, actor, "account.registered", str(account.id), roles=sorted(set(roles)))
    return account


def refuse_taken(session: Session, address: Identifier, *, but: UUID | None = None) -> None:
    """Raises EmailTaken or MobileTaken where an account other than `but` has the address, also one made just now."""
    lock_names(session, [f"identifier:{address.value}"])
    holder = find_by_identifier(session, address)
    if holder is not None and holder.id != but:
        raise EmailTaken(email=address.value) if address.kind == EMAIL else MobileTaken(mobile=address.masked)


def list_accounts(session: Session, *, after: UUID | None = None, limit: int = 100) -> list[Account]:
    """Accounts in the order they were made, those after `after`."""
    query = select(Account).options(selectinload(Account.grants)).where(Account.closed_at.is_(None))
    query = query.order_by(Account.id).limit(limit)
    return list(session.scalars(query.where(Account.id > after) if after else query))


def find_account(session: Session, account_id: UUID) -> Account:
    """The account. Raises NotFound, also once it is closed."""
    account = session.get(Account, account_id, options=[selectinload(Account.grants)])
    if account is None or account.closed_at is not None:
        raise NotFound
    return account


def find_by_identifier(session: Session, who: Identifier) -> Account | None:
    """The account with this e-mail address or mobile number."""
    column = Account.email if who.kind == EMAIL else Account.mobile
    return session.scalar(select(Account).where(column == who.value))


def rename(session: Session, account_id: UUID, name: str) -> None:
    """Correct a person's name, and tell the others."""
    account = find_account(session, account_id)
    if account.name != name:
        account.name = name
        tell_change(session, account)
        audit.record(session, account_id, "account.renamed", str(account_id))


def choose_locale(session: Session, account_id: UUID, locale: str) -> None:
    """Remember the language a person reads, and tell the others."""
    account = find_account(session, account_id)
    if account.locale != locale:
        account.locale = locale
        tell_change(session, account)


def tell_change(session: Session, account: Account) -> None:
    """Tell the others an account's name, language and roles as they are now."""
    session.flush()
    grants = tuple((grant.role, str(grant.scope)) for grant in account.live)
    roles = tuple(account.roles)
    emit(
        session,
        AccountChanged(account_id=account.id, name=account.name, locale=account.locale, roles=roles, grants=grants),
    )
