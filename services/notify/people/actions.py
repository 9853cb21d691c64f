"""What notify holds about a person: gathered when they ask for it, taken out when they leave."""

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from chassis import clock
from chassis.privacy import export_answers, forgetting
from contracts.gateway import AccountClosed, ExportRequested
from contracts.notify import NotifyAnswered
from services.notify.activity.models import Activity
from services.notify.base import table
from services.notify.deliveries.models import Delivery
from services.notify.deliveries.states import State
from services.notify.inbox import listing as inbox
from services.notify.inbox.models import Message
from services.notify.recipients.keeping import close_account
from services.notify.recipients.models import Contact, Recipient

_DELIVERY = ("channel", "template", "state", "attempts", "reason", "created_at", "updated_at")
_PER_PAGE = 200


def answer_export(event: ExportRequested, session: Session) -> None:
    """Tell the gateway what is held here about the person, sealed: it holds the address."""
    facts = held(session, event.account_id)
    export_answers.answer(session, NotifyAnswered, event.export_id, event.account_id, event.key, facts)


def held(session: Session, account_id: UUID) -> dict[str, Any]:
    """Name, language, roles and address; the messages as the person reads them; what was sent."""
    # Accounts are kept without objects, so one that is in the session already may be out of date.
    recipient = session.get(Recipient, account_id, populate_existing=True)
    contact = session.get(Contact, account_id, populate_existing=True)
    sent = select(Delivery).where(Delivery.account_id == account_id).order_by(Delivery.id)
    locale = recipient.locale if recipient else "zh_CN"
    return {
        "recipient": _recipient(recipient),
        "contact": _columns(contact) if contact else None,
        "messages": list(_messages(session, account_id, locale)),
        "deliveries": [{name: getattr(row, name) for name in _DELIVERY} for row in session.scalars(sent)],
    }


def forget_person(event: AccountClosed, session: Session) -> None:
    """Drop the address, the inbox and whatever has not been sent; what was sent stays as a record without a name."""
    account_id = event.account_id
    close_account(session, account_id, clock.now())
    session.execute(delete(Message).where(Message.account_id == account_id))
    own = Delivery.account_id == account_id
    session.execute(delete(Delivery).where(own, Delivery.state != State.SENT))
    session.execute(update(Delivery).where(own).values(reason="", facts=None))
    forgetting.forget(session, account_id)
    forgetting.forget_in(session, table(Activity), "facts", account_id)


def _messages(session: Session, account_id: UUID, locale: str) -> Iterator[Mapping[str, Any]]:
    after: str | None = None
    while True:
        page = inbox.shown(session, account_id, locale, after, _PER_PAGE)
        yield from page.items
        if (after := page.next) is None:
            return


def _recipient(recipient: Recipient | None) -> dict[str, Any] | None:
    if recipient is None:
        return None
    roles = [{"role": grant.role, "scope": grant.scope, "since": grant.since} for grant in recipient.roles]
    return {"name": recipient.name, "locale": recipient.locale, "roles": roles}


def _columns(contact: Contact) -> dict[str, Any]:
    return {column.key: getattr(contact, column.key) for column in Contact.__table__.columns}
