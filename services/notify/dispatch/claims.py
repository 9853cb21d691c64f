"""Taking deliveries for one attempt each. Between that and recording what became of it no transaction is open.

Only the holder of the latest claim may settle a delivery. Whoever dies in between leaves the state `sending`; after the
lease that is in doubt, for the message may have gone out.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from chassis import clock
from chassis.storage.engine import Database
from services.notify.activity.actions import take_turn
from services.notify.activity.models import Activity
from services.notify.channels.models import EMAIL, MOBILE
from services.notify.config import NotifySettings
from services.notify.deliveries.models import Delivery
from services.notify.deliveries.schedule import WAIT, lease
from services.notify.deliveries.states import LIFE, State
from services.notify.dispatch.outcomes import leave_in_doubt
from services.notify.recipients.actions import names, readers
from services.notify.recipients.models import Reader

Repeatable = Callable[[str], bool]
"""Whether sending the same message again by a channel is harmless."""


@dataclass(frozen=True)
class Claim:
    """A delivery taken for one attempt, with all that is needed once the transaction is closed."""

    id: UUID
    claims: int
    channel: str
    template: str
    activity: Activity | None
    facts: bytes | None
    person: str
    """The name of whom the activity is about; empty where nobody is, or nobody known."""
    link: str
    reader: Reader
    at: datetime


def take(database: Database, settings: NotifySettings, *, repeatable: Repeatable, most: int) -> list[Claim]:
    """Claim the deliveries that have been due longest, at most `most`, committed; empty when none is due."""
    while True:
        with database.write() as session:
            take_turn(session)
            due = select(Delivery).where(Delivery.next_at <= clock.now()).order_by(Delivery.next_at, Delivery.id)
            rows = session.scalars(due.limit(most).with_for_update(skip_locked=True)).all()
            claims = _claim(session, rows, settings, repeatable)
        if claims or not rows:
            return claims


def _claim(session: Session, rows: Sequence[Delivery], settings: NotifySettings, repeatable: Repeatable) -> list[Claim]:
    now, site = clock.now(), settings.public_url.rstrip("/")
    ready = [row for row in rows if _is_ready(session, row, now, repeatable)]
    reached = readers(session, [row.account_id for row in ready])
    told = _told(session, ready)
    claims = []
    for row in ready:
        reader = reached.get(row.account_id)
        channel = _channel(reader, settings)
        if reader is None or not channel:
            LIFE.move(row, "wait-address")
            row.channel, row.next_at = "", row.queued_at + WAIT
            continue
        LIFE.move(row, "claim")
        row.channel, row.next_at = channel, now + lease(settings.mail_timeout, repeatable=repeatable(channel))
        row.claims, row.attempts = row.claims + 1, row.attempts + 1
        activity, person = told.get(row.activity_id, (None, ""))
        link = site + row.link
        claim = (row.id, row.claims, channel, row.template, activity, row.facts, person, link, reader, row.created_at)
        claims.append(Claim(*claim))
    return claims


def _channel(reader: Reader | None, settings: NotifySettings) -> str:
    """By e-mail if there is an address, else on the mobile phone where that can be reached; empty where neither."""
    if reader is None:
        return ""
    return EMAIL if reader.email else MOBILE if settings.reaches_mobiles else ""


def _told(session: Session, rows: Sequence[Delivery]) -> Mapping[int | None, tuple[Activity | None, str]]:
    """What the deliveries tell of, and the name of whom it is about, by the activity's id."""
    wanted = {row.activity_id for row in rows if row.activity_id is not None}
    if not wanted:
        return {}
    found = session.scalars(select(Activity).where(Activity.id.in_(wanted))).all()
    about = [activity.about for activity in found if activity.about]
    known = names(session, about) if about else {}
    return {activity.id: (activity, known.get(activity.about, "") if activity.about else "") for activity in found}


def _is_ready(session: Session, row: Delivery, now: datetime, repeatable: Repeatable) -> bool:
    """Whether an attempt is due; else what is due instead is done."""
    row.updated_at = now
    if row.state == State.SENDING:
        _abandoned(session, row, repeatable)
        return False
    if row.state == State.NO_ADDRESS:
        LIFE.move(row, "expire")
        row.next_at = None
        return False
    return True


def _abandoned(session: Session, row: Delivery, repeatable: Repeatable) -> None:
    """The sender died. A file is simply written again; a message may have left."""
    row.reason = "the sender stopped while the message was going out"
    if repeatable(row.channel):
        LIFE.move(row, "put-off")
        row.next_at = clock.now()
    else:
        leave_in_doubt(session, row)
