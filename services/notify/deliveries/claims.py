"""Taking deliveries for one attempt each, and recording what became of them. Between the two no transaction is open.

Only the holder of the latest claim may settle a delivery. Whoever dies in between leaves the state `sending`; after the
lease that becomes `unknown`, for the mail may have gone out.
"""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import Session

from chassis import clock
from chassis.events.outbox import emit
from chassis.storage import ids
from chassis.storage.engine import Database
from contracts.notify import DeliveryFailed
from services.notify.activity.actions import take_turn, tell
from services.notify.activity.models import Activity
from services.notify.base import table
from services.notify.channels.models import Fate, Outcome
from services.notify.config import NotifySettings
from services.notify.deliveries.models import Delivery, State
from services.notify.deliveries.schedule import DOUBT, PAUSES, WAIT, lease, pause
from services.notify.recipients.actions import names, readers
from services.notify.recipients.models import Reader

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Claim:
    """A delivery taken for one attempt, with all that is needed once the transaction is closed."""

    id: UUID
    claims: int
    template: str
    activity: Activity
    person: str
    """The name of whom the activity is about; empty where nobody is, or nobody known."""
    link: str
    reader: Reader
    at: datetime


def take(database: Database, settings: NotifySettings, *, repeatable: bool, most: int) -> list[Claim]:
    """Claim the deliveries that have been due longest, at most `most`, committed; empty when none is due."""
    while True:
        with database.write() as session:
            take_turn(session)
            due = select(Delivery).where(Delivery.next_at <= clock.now()).order_by(Delivery.next_at, Delivery.id)
            rows = session.scalars(due.limit(most).with_for_update(skip_locked=True)).all()
            claims = _claim(session, rows, settings, repeatable=repeatable)
        if claims or not rows:
            return claims


def _claim(session: Session, rows: Sequence[Delivery], settings: NotifySettings, *, repeatable: bool) -> list[Claim]:
    now, site = clock.now(), settings.public_url.rstrip("/")
    ready = [row for row in rows if _is_ready(session, row, now, repeatable=repeatable)]
    reached = readers(session, [row.account_id for row in ready])
    told = _told(session, [row for row in ready if row.account_id in reached])
    until = now + lease(settings.mail_timeout, repeatable=repeatable)
    claims = []
    for row in ready:
        if (reader := reached.get(row.account_id)) is None:
            row.state, row.next_at = State.NO_ADDRESS, row.queued_at + WAIT
            continue
        row.state, row.next_at = State.SENDING, until
        row.claims, row.attempts = row.claims + 1, row.attempts + 1
        activity, person = told[row.activity_id]
        claims.append(
            Claim(row.id, row.claims, row.template, activity, person, site + row.link, reader, row.created_at)
        )
    return claims


def _told(session: Session, rows: Sequence[Delivery]) -> Mapping[int, tuple[Activity, str]]:
    """What the deliveries tell of, and the name of whom it is about, by the activity's id."""
    if not rows:
        return {}
    found = session.scalars(select(Activity).where(Activity.id.in_({row.activity_id for row in rows}))).all()
    about = [activity.about for activity in found if activity.about]
    known = names(session, about) if about else {}
    return {activity.id: (activity, known.get(activity.about, "") if activity.about else "") for activity in found}


def _is_ready(session: Session, row: Delivery, now: datetime, *, repeatable: bool) -> bool:
    """Whether an attempt is due; else what is due instead is done."""
    row.updated_at = now
    if row.state == State.SENDING:
        _abandoned(session, row, repeatable=repeatable)
        return False
    if row.state == State.NO_ADDRESS:
        row.state, row.next_at = State.EXPIRED, None
        return False
    return True


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


_delivery = table(Delivery)
_SENT = (
    update(_delivery)
    .where(_delivery.c.id == bindparam("delivery"), _delivery.c.claims == bindparam("held"))
    .where(_delivery.c.state == State.SENDING)
    .values(state=State.SENT, next_at=None, reason=bindparam("said"), updated_at=bindparam("now"))
)


def record(database: Database, ended: Sequence[tuple[Claim, Outcome]]) -> None:
    """Record what attempts came to. One whose lease ran out meanwhile is not the one to say.

    What was sent is recorded together; of the others each by itself, so that none stands in another's way.
    """
    sent = [(claim, outcome) for claim, outcome in ended if outcome.fate is Fate.SENT]
    if sent:
        with database.write() as session:
            _record_sent(session, sent)
    for claim, outcome in ended:
        if outcome.fate is not Fate.SENT:
            _record_failure(database, claim, outcome)


def _record_sent(session: Session, sent: Sequence[tuple[Claim, Outcome]]) -> None:
    now = clock.now()
    rows = [
        {"delivery": claim.id, "held": claim.claims, "said": outcome.reason, "now": now}
        for claim, outcome in sorted(sent, key=lambda one: one[0].id)
    ]
    recorded = session.connection().execute(_SENT, rows).rowcount
    if recorded < len(rows):
        log.warning("of %s deliveries sent, %s ended after their lease", len(rows), len(rows) - recorded)


def _record_failure(database: Database, claim: Claim, outcome: Outcome) -> None:
    try:
        with database.write() as session:
            _settle(session, claim, outcome)
    except Exception:
        # It comes back after its lease; those beside it are recorded all the same.
        log.exception("what became of delivery %s could not be recorded", claim.id)


def _settle(session: Session, claim: Claim, outcome: Outcome) -> None:
    take_turn(session)
    row = session.scalar(select(Delivery).where(Delivery.id == claim.id).with_for_update())
    if row is None or row.claims != claim.claims or row.state != State.SENDING:
        log.warning("delivery %s ended %s after its lease", claim.id, outcome.fate)
        return
    now = clock.now()
    row.reason, row.updated_at = outcome.reason, now
    row.refusals += outcome.fate is Fate.LATER
    if outcome.fate is Fate.UNKNOWN:
        _doubt(session, row)
    elif _patient(row, outcome.fate, now):
        tries = row.refusals if outcome.fate is Fate.LATER else row.attempts
        row.state, row.next_at = State.RETRY, now + pause(tries)
    else:
        _give_up(session, row, State.FAILED)


def _patient(row: Delivery, fate: Fate, now: datetime) -> bool:
    """Whether to try again: a refusal for now as often as there are pauses; a whole day where no server is reached."""
    if fate is Fate.DOWN:
        return now < row.queued_at + WAIT
    return fate is Fate.LATER and row.refusals <= len(PAUSES)


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
