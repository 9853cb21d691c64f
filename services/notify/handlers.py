"""What notify reacts to. Who is told of what stands in `rules/reactions.py`; this is only how events come in."""

from collections.abc import Mapping, Sequence

from sqlalchemy.orm import Session

from chassis.events.handling import message
from chassis.part import Handler
from chassis.storage.engine import ring_once_committed
from contracts.events import Event, producer_of
from contracts.gateway import AccountChanged, AccountClosed, AccountRegistered, ContactChanged, ExportRequested
from services.notify.deliveries.actions import release
from services.notify.occasions.actions import announce, announce_to_newcomer
from services.notify.people.actions import answer_export, forget_person
from services.notify.recipients.keeping import keep_account, keep_contact
from services.notify.rules.reactions import REACTIONS


def tell_people(event: Event, session: Session) -> None:
    """Record the event and write the messages and deliveries it calls for. Nothing is sent here."""
    received = message(session)
    announce(session, event, received.id, received.time)


def know_account(event: AccountRegistered | AccountChanged, session: Session) -> None:
    """Know a person, their roles and language, and make up for what came in before this."""
    at = message(session).time
    announce_to_newcomer(session, event.account_id, keep_account(session, event, at), at)
    ring_once_committed(session)


def know_contact(event: ContactChanged, session: Session) -> None:
    """Know where a person is reached, and let go what waited for it."""
    if keep_contact(session, event, message(session).time) and (event.email or event.mobile):
        release(session, event.account_id)


HANDLERS: Mapping[type[Event], Sequence[Handler]] = {
    AccountRegistered: (know_account,),
    AccountChanged: (know_account,),
    ContactChanged: (know_contact,),
    AccountClosed: (forget_person,),
    ExportRequested: (answer_export,),
    **{kind: (tell_people,) for kind in REACTIONS if producer_of(kind.TYPE) != "notify"},
}
"""Notify's own events are told where they arise, in the same transaction."""
