"""The sender: claims what is due, commits, talks to the mail server, and records what became of it.

No transaction is open while the server is talked to. E-mails are claimed one at a time, so that a sender that dies
leaves one of them in doubt and no more. A file that is written again replaces itself, so files are claimed by the
handful.
"""

import logging
from email.headerregistry import Address

from sqlalchemy import select

from chassis import clock, crash
from chassis.config import Settings
from chassis.storage.engine import Database
from services.notify.activity.occasions import event_of
from services.notify.channels.actions import address, compose, open_channel
from services.notify.channels.errors import NotAnAddress
from services.notify.channels.models import Channel, Fate, Mail, Outcome
from services.notify.config import NotifySettings
from services.notify.deliveries.claims import Claim, record, take
from services.notify.deliveries.models import Delivery
from services.notify.templates.actions import letter
from services.notify.templates.models import Occasion
from services.notify.templates.wording import one_line

log = logging.getLogger(__name__)

ROUND = 200
"""Mails of one round; then the worker gets a chance to stop."""
HANDFUL = 50
"""Files claimed at once."""


def send_due(database: Database, settings: Settings) -> None:
    """One round: send what is due until nothing is left or the server is down."""
    assert isinstance(settings, NotifySettings)  # noqa: S101  # the part's settings, by construction
    if not _something_due(database):
        return
    channel = open_channel(settings)
    most = HANDFUL if channel.repeatable else 1
    try:
        for _ in range(0, ROUND, most):
            claims = take(database, settings, repeatable=channel.repeatable, most=most)
            crash.point("notify.claimed")
            ended = [(claim, attempt(claim, channel, settings.sender)) for claim in claims]
            record(database, ended)
            if len(claims) < most or any(outcome.fate is Fate.DOWN for _claim, outcome in ended):
                break
    finally:
        channel.close()


def _something_due(database: Database) -> bool:
    with database.read() as session:
        return session.scalar(select(Delivery.id).where(Delivery.next_at <= clock.now()).limit(1)) is not None


def attempt(claim: Claim, channel: Channel, sender: Address) -> Outcome:
    """Write the mail and hand it to the channel, once."""
    try:
        mail = _written(claim, sender)
    except NotAnAddress:
        return Outcome(Fate.REFUSED, "the address is not valid")
    except Exception:
        # A mistake in a template must not stop the mails beside this one.
        log.exception("delivery %s could not be put into words", claim.id)
        return Outcome(Fate.REFUSED, "the message could not be put into words")
    outcome = channel.send(mail)
    crash.point("notify.sent")
    return outcome


def _written(claim: Claim, sender: Address) -> Mail:
    """The e-mail. Raises NotAnAddress, and whatever a template raises."""
    reader = claim.reader
    to = address(reader.email, one_line(reader.name))
    occasion = Occasion(event_of(claim.activity), claim.person, claim.link, reader.locale)
    texts = letter(claim.template, occasion, name=reader.name, sender=sender.display_name or sender.addr_spec)
    return compose(claim.id, sender, to, texts, claim.at)
