"""Recording what attempts came to, each in a transaction after the attempt."""

import logging
from collections.abc import Sequence
from datetime import datetime
from typing import Protocol
from uuid import UUID

from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import Session

from chassis import clock
from chassis.events.outbox import emit
from chassis.storage import ids
from chassis.storage.engine import Database
from contracts.notify import DeliveryFailed
from services.notify.activity.actions import take_turn
from services.notify.base import table
from services.notify.channels.models import Fate, Outcome
from services.notify.deliveries.models import Delivery
from services.notify.deliveries.schedule import DOUBT, PAUSES, WAIT, pause
from services.notify.deliveries.states import LIFE, State
from services.notify.occasions.actions import announce

log = logging.getLogger(__name__)

_delivery = table(Delivery)
_SENT = (
    update(_delivery)
    .where(_delivery.c.id == bindparam("delivery"), _delivery.c.claims == bindparam("held"))
    .where(_delivery.c.state == State.SENDING)
    .values(
        state=LIFE.step(State.SENDING, "hand-over").after,
        next_at=None,
        reason=bindparam("said"),
        updated_at=bindparam("now"),
    )
)


class Claimed(Protocol):
    """Which delivery an attempt was for, and the number of the claim."""

    @property
    def id(self) -> UUID:
        """The delivery's."""

    @property
    def claims(self) -> int:
        """The fencing token."""


def record(database: Database, ended: Sequence[tuple[Claimed, Outcome]]) -> None:
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


def leave_in_doubt(session: Session, row: Delivery) -> None:
    """It may have arrived. The first time it waits, to be sent once more; the second time people have to look."""
    row.doubts += 1
    if row.doubts > 1:
        _give_up(session, row, "lose-sight")
    else:
        LIFE.move(row, "doubt")
        row.next_at = clock.now() + DOUBT


def _record_sent(session: Session, sent: Sequence[tuple[Claimed, Outcome]]) -> None:
    now = clock.now()
    rows = [
        {"delivery": claim.id, "held": claim.claims, "said": outcome.reason, "now": now}
        for claim, outcome in sorted(sent, key=lambda one: one[0].id)
    ]
    recorded = session.connection().execute(_SENT, rows).rowcount
    if recorded < len(rows):
        log.warning("of %s deliveries sent, %s ended after their lease", len(rows), len(rows) - recorded)


def _record_failure(database: Database, claim: Claimed, outcome: Outcome) -> None:
    try:
        with database.write() as session:
            _settle(session, claim, outcome)
    except Exception:
        # It comes back after its lease; those beside it are recorded all the same.
        log.exception("what became of delivery %s could not be recorded", claim.id)


def _settle(session: Session, claim: Claimed, outcome: Outcome) -> None:
    take_turn(session)
    row = session.scalar(select(Delivery).where(Delivery.id == claim.id).with_for_update())
    if row is None or row.claims != claim.claims or row.state != State.SENDING:
        log.warning("delivery %s ended %s after its lease", claim.id, outcome.fate)
        return
    now = clock.now()
    row.reason, row.updated_at = outcome.reason, now
    row.refusals += outcome.fate is Fate.LATER
    if outcome.fate is Fate.UNKNOWN:
        leave_in_doubt(session, row)
    elif _is_patient(row, outcome.fate, now):
        LIFE.move(row, "put-off")
        row.next_at = now + pause(row.refusals if outcome.fate is Fate.LATER else row.attempts)
    else:
        _give_up(session, row, "give-up")


def _is_patient(row: Delivery, fate: Fate, now: datetime) -> bool:
    """Whether to try again: a refusal for now as often as there are pauses; a whole day where no server is reached."""
    if fate is Fate.DOWN:
        return now < row.queued_at + WAIT
    return fate is Fate.LATER and row.refusals <= len(PAUSES)


def _give_up(session: Session, row: Delivery, action: str) -> None:
    """Do no more by itself, and tell the other parts and the organizers."""
    LIFE.move(row, action)
    row.next_at = None
    failed = DeliveryFailed(
        delivery_id=row.id,
        account_id=row.account_id,
        channel=row.channel,
        template=row.template,
        reason=row.reason,
    )
    emit(session, failed)
    announce(session, failed, str(ids.new_id()), clock.now())
