"""The sender: claims what is due, commits, talks to the other side, and records what became of it.

No transaction is open while a server is talked to. Messages are claimed one at a time, so that a sender that dies
leaves one of them in doubt and no more. A file that is written again replaces itself, so files are claimed by the
handful.
"""

import logging

from sqlalchemy import select

from chassis import clock, crash
from chassis.config import Settings
from chassis.storage.engine import Database
from services.notify.channels.actions import Outlets, address, compose, open_outlets
from services.notify.channels.errors import NotAnAddress
from services.notify.channels.models import EMAIL, MOBILE, Fate, Mail, Outcome, Sms
from services.notify.config import NotifySettings
from services.notify.deliveries.letters import occasion_of, written
from services.notify.deliveries.models import Delivery
from services.notify.dispatch.claims import Claim, take
from services.notify.dispatch.outcomes import record
from services.notify.templates.names import greeting_name

log = logging.getLogger(__name__)

ROUND = 200
"""Messages of one round; then the worker gets a chance to stop."""
HANDFUL = 50
"""Files claimed at once."""


def send_due(database: Database, settings: Settings) -> None:
    """One round: send what is due until nothing is left or the other side is down."""
    assert isinstance(settings, NotifySettings)  # noqa: S101  # the part's settings, by construction
    if not _is_something_due(database):
        return
    outlets = open_outlets(settings)
    most = HANDFUL if all(outlets.is_repeatable(channel) for channel in (EMAIL, MOBILE)) else 1
    try:
        for _ in range(0, ROUND, most):
            claims = take(database, settings, repeatable=outlets.is_repeatable, most=most)
            crash.point("notify.claimed")
            ended = [(claim, attempt(claim, outlets, settings)) for claim in claims]
            record(database, ended)
            if len(claims) < most or any(outcome.fate is Fate.DOWN for _claim, outcome in ended):
                break
    finally:
        outlets.close()


def _is_something_due(database: Database) -> bool:
    with database.read() as session:
        return session.scalar(select(Delivery.id).where(Delivery.next_at <= clock.now()).limit(1)) is not None


def attempt(claim: Claim, outlets: Outlets, settings: NotifySettings) -> Outcome:
    """Write the message and hand it over, once."""
    try:
        message = _composed(claim, settings)
    except NotAnAddress:
        return Outcome(Fate.REFUSED, "the address is not valid")
    except Exception:
        # A mistake in a template must not stop the messages beside this one.
        log.exception("delivery %s could not be put into words", claim.id)
        return Outcome(Fate.REFUSED, "the message could not be put into words")
    outcome = outlets.send(message)
    crash.point("notify.sent")
    return outcome


def _composed(claim: Claim, settings: NotifySettings) -> Mail | Sms:
    """The message. Raises NotAnAddress, and whatever a template raises."""
    reader = claim.reader
    occasion = occasion_of(claim.activity, claim.facts, claim.person, claim.link, reader.locale)
    words = written(claim.channel, claim.template, occasion, reader, settings.signature)
    if claim.channel == MOBILE:
        return Sms(str(claim.id), reader.mobile, words.text)
    return compose(claim.id, settings.sender, address(reader.email, greeting_name(reader.name)), words, claim.at)
