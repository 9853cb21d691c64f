"""The sender: claims one delivery at a time, commits, talks to the mail server, and settles what became of it.

No transaction is open while the server is talked to. Whoever dies in between leaves the state `sending`; after the
lease that becomes `unknown`, for the mail may have gone out.
"""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.headerregistry import Address
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from chassis import clock, crash, ids
from chassis.config import Settings
from chassis.db import Database
from chassis.outbox import emit
from contracts.notify import DeliveryFailed
from services.notify.activity.actions import take_turn, tell
from services.notify.activity.models import Activity
from services.notify.activity.occasions import occasion
from services.notify.channels.actions import address, compose, open_channel
from services.notify.channels.errors import NotAnAddress
from services.notify.channels.models import Channel, Fate, Outcome
from services.notify.config import NotifySettings
from services.notify.deliveries.models import Delivery, State
from services.notify.deliveries.schedule import ANSWERS, DOUBT, LEASE, PAUSES, WAIT, pause
from services.notify.recipients.models import Contact, Recipient
from services.notify.templates.actions import letter
from services.notify.templates.models import Occasion
from services.notify.templates.wording import one_line

log = logging.getLogger(__name__)

ROUND = 200
"""Mails of one round; then the worker gets a chance to stop."""


@dataclass(frozen=True)
class Claim:
    """A delivery taken for one attempt, with all that is needed once the transaction is closed."""

    id: UUID
    claims: int
    template: str
    occasion: Occasion
    name: str
    email: str
    at: datetime


def send_due(database: Database, settings: Settings) -> None:
    """One round: send what is due, one by one, until nothing is left or the server is down."""
    assert isinstance(settings, NotifySettings)  # noqa: S101  # the part's settings, by construction
    if not _something_due(database):
        return
    channel = open_channel(settings)
    try:
        for _ in range(ROUND):
            claim = take_next(database, settings, repeatable=channel.repeatable)
            if claim is None:
                break
            crash.point("notify.claimed")
            outcome = attempt(claim, channel, settings.sender)
            crash.point("notify.sent")
            with database.write() as session:
                settle(session, claim, outcome)
            if outcome.fate is Fate.DOWN:
                break
    finally:
        channel.close()


def _something_due(database: Database) -> bool:
    with database.read() as session:
        return session.scalar(select(Delivery.id).where(Delivery.next_at <= clock.now()).limit(1)) is not None


def take_next(database: Database, settings: NotifySettings, *, repeatable: bool) -> Claim | None:
    """Claim the delivery that has been due longest, committed; None when none is due."""
    while True:
        with database.write() as session:
            take_turn(session)
            now = clock.now()
            due = select(Delivery).where(Delivery.next_at <= now).order_by(Delivery.next_at, Delivery.id).limit(1)
            row = session.scalar(due.with_for_update(skip_locked=True))
            if row is None:
                return None
            row.updated_at = now
            if row.state == State.SENDING:
                _abandoned(session, row, repeatable=repeatable)
            elif row.state == State.NO_ADDRESS:
                row.state, row.next_at = State.EXPIRED, None
            elif claim := _claim(session, row, now, settings):
                return claim


def _abandoned(session: Session, row: Delivery, *, repeatable: bool) -> None:
    """The sender died. A file is simply written again; an e-mail may have left."""
    row.reason = "the sender stopped while the message was going out"
    if repeatable:
        row.state, row.next_at = State.RETRY, clock.now()
    else:
        _doubt(session, row)


def _doubt(session: Session, row: Delivery) -> None:
    """It may have arrived. The first time it waits, to be sent once more; the second time people have to look."""
    row.doubts += 1
    row.state, row.next_at = State.UNKNOWN, clock.now() + DOUBT
    if row.doubts > 1:
        _give_up(session, row, State.UNKNOWN)


def _claim(session: Session, row: Delivery, now: datetime, settings: NotifySettings) -> Claim | None:
    contact = session.get(Contact, row.account_id)
    if contact is None or not contact.email:
        row.state, row.next_at = State.NO_ADDRESS, row.queued_at + WAIT
        return None
    lease = max(LEASE, ANSWERS * timedelta(seconds=settings.mail_timeout))
    row.state, row.next_at = State.SENDING, now + lease
    row.claims, row.attempts = row.claims + 1, row.attempts + 1
    person = session.get(Recipient, row.account_id)
    activity = session.get_one(Activity, row.activity_id)
    link = f"{settings.public_url.rstrip('/')}{row.link}"
    told = occasion(session, activity, link, person.locale if person else "zh_CN")
    name = person.name if person else ""
    return Claim(row.id, row.claims, row.template, told, name, contact.email, row.created_at)


def attempt(claim: Claim, channel: Channel, sender: Address) -> Outcome:
    """Write the mail and hand it to the channel, once."""
    try:
        to = address(claim.email, one_line(claim.name))
    except NotAnAddress:
        return Outcome(Fate.REFUSED, "the address is not valid")
    try:
        signed = sender.display_name or sender.addr_spec
        texts = letter(claim.template, claim.occasion, name=claim.name, sender=signed)
        mail = compose(claim.id, sender, to, texts, claim.at)
    except Exception:
        # A mistake in a template must not stop the mails behind this one.
        log.exception("delivery %s could not be put into words", claim.id)
        return Outcome(Fate.REFUSED, "the message could not be put into words")
    return channel.send(mail)


def settle(session: Session, claim: Claim, outcome: Outcome) -> None:
    """Record what an attempt came to. An attempt whose lease ran out meanwhile is not the one to say."""
    take_turn(session)
    row = session.scalar(select(Delivery).where(Delivery.id == claim.id).with_for_update())
    if row is None or row.claims != claim.claims or row.state != State.SENDING:
        log.warning("delivery %s ended %s after its lease", claim.id, outcome.fate)
        return
    now = clock.now()
    row.reason, row.updated_at = outcome.reason, now
    if outcome.fate is Fate.SENT:
        row.state, row.next_at = State.SENT, None
    elif outcome.fate is Fate.UNKNOWN:
        _doubt(session, row)
    elif _patient(row, outcome.fate, now):
        row.state, row.next_at = State.RETRY, now + pause(row.attempts)
    else:
        _give_up(session, row, State.FAILED)


def _patient(row: Delivery, fate: Fate, now: datetime) -> bool:
    """Whether to try again: as often as there are pauses; a whole day where the server itself cannot be reached."""
    if fate is Fate.DOWN:
        return now < row.queued_at + WAIT
    return fate is Fate.LATER and row.attempts <= len(PAUSES)


def _give_up(session: Session, row: Delivery, state: State) -> None:
    """Do no more by itself, and tell the other parts and the organizers."""
    row.state, row.next_at = state, None
    failed = DeliveryFailed(
        delivery_id=row.id,
        account_id=row.account_id,
        channel=row.channel,
        template=row.template,
        reason=row.reason,
    )
    emit(session, failed)
    tell(session, failed, str(ids.new_id()), clock.now())
