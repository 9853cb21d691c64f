"""Keeping track of who can be told what."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from chassis.auth import EVERYWHERE
from chassis.collation import by_name
from contracts.events import FORMER
from contracts.gateway import AccountChanged, AccountRegistered, ContactChanged
from services.notify.recipients.models import Contact, Reader, Recipient, RecipientRole

Held = tuple[str, str]
"""A role and its scope."""


def keep_account(session: Session, account: AccountRegistered | AccountChanged, at: datetime) -> list[Held]:
    """Take over name, language and roles, each with its scope; returns those that are new, held since `at`."""
    recipient = session.get(Recipient, account.account_id)
    if recipient is None:
        recipient = Recipient(account_id=account.account_id, roles=[])
        session.add(recipient)
    if recipient.closed_at is not None:
        return []
    recipient.name, recipient.locale = account.name, account.locale
    before, told = {grant.held for grant in recipient.roles}, _held(account)
    new = [held for held in dict.fromkeys(told) if held not in before]
    recipient.roles = [grant for grant in recipient.roles if grant.held in told]
    recipient.roles += [RecipientRole(role=role, scope=scope, since=at) for role, scope in new]
    session.flush()
    return new


def _held(account: AccountRegistered | AccountChanged) -> Sequence[Held]:
    if isinstance(account, AccountChanged) and account.grants:
        return account.grants
    return [(role, EVERYWHERE) for role in account.roles]


def keep_contact(session: Session, contact: ContactChanged, at: datetime) -> bool:
    """Remember where a person is reached; False where a later change is already known."""
    known = session.get(Contact, contact.account_id)
    if (known is not None and known.changed_at > at) or closed(session, [contact.account_id]):
        return False
    session.merge(Contact(account_id=contact.account_id, email=contact.email, mobile=contact.mobile, changed_at=at))
    session.flush()
    return True


def close_account(session: Session, account_id: UUID, at: datetime) -> None:
    """Forget name, roles and address for good; what comes in later about this account finds nobody."""
    recipient = session.get(Recipient, account_id)
    if recipient is None:
        recipient = Recipient(account_id=account_id, locale="zh_CN")
        session.add(recipient)
    recipient.name, recipient.roles, recipient.closed_at = FORMER, [], recipient.closed_at or at
    session.execute(delete(Contact).where(Contact.account_id == account_id))
    session.flush()


def closed(session: Session, accounts: Sequence[UUID]) -> set[UUID]:
    """Those of the accounts that are closed."""
    gone = select(Recipient.account_id).where(Recipient.account_id.in_(set(accounts)), Recipient.closed_at.is_not(None))
    return set(session.scalars(gone))


def holders(session: Session, role: str, scope: str, at: datetime) -> Sequence[UUID]:
    """The accounts that held the role, there or everywhere, when something happened; later ones are not told of it.

    An empty scope is in no one's but of those who hold the role everywhere.
    """
    there = RecipientRole.scope.in_({EVERYWHERE, scope or EVERYWHERE})
    held = select(RecipientRole.account_id).where(RecipientRole.role == role, there, RecipientRole.since <= at)
    return session.scalars(held.distinct().order_by(RecipientRole.account_id)).all()


def names(session: Session, accounts: Sequence[UUID]) -> Mapping[UUID, str]:
    """Names by account; accounts not known yet are left out."""
    found = select(Recipient.account_id, Recipient.name).where(Recipient.account_id.in_(set(accounts)))
    return {account: name for account, name in session.execute(found)}


def reachable(session: Session, accounts: Sequence[UUID]) -> set[UUID]:
    """Those of the accounts whose e-mail address is known."""
    known = select(Contact.account_id).where(Contact.account_id.in_(set(accounts)), Contact.email != "")
    return set(session.scalars(known))


def readers(session: Session, accounts: Sequence[UUID]) -> Mapping[UUID, Reader]:
    """Those of the accounts an e-mail can reach, with name and language where they are known."""
    if not accounts:
        return {}
    contact = select(Contact.account_id, Recipient.name, Recipient.locale, Contact.email)
    contact = contact.outerjoin(Recipient, Recipient.account_id == Contact.account_id)
    found = session.execute(contact.where(Contact.account_id.in_(set(accounts)), Contact.email != ""))
    return {account: Reader(name or "", locale or "zh_CN", email) for account, name, locale, email in found}


def everyone(session: Session) -> list[dict[str, object]]:
    """All recipients by name, and whether an e-mail can reach them."""
    known = set(session.scalars(select(Contact.account_id).where(Contact.email != "")))
    people = session.scalars(select(Recipient).where(Recipient.closed_at.is_(None)))
    return [
        {
            "account_id": person.account_id,
            "name": person.name,
            "locale": person.locale,
            "roles": sorted({grant.role for grant in person.roles}),
            "email": person.account_id in known,
        }
        for person in sorted(people, key=lambda person: (by_name(person.name), person.account_id))
    ]
