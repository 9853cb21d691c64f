"""The daily digest: one letter in the morning about what its reader has not seen yet, to who has an e-mail address."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from uuid import UUID

import msgspec
from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from chassis import clock
from chassis.config import Settings
from chassis.storage.engine import Database
from services.notify.activity.feed import latest
from services.notify.channels.models import EMAIL
from services.notify.deliveries.actions import queue
from services.notify.inbox.models import Message
from services.notify.recipients.actions import reach_of
from services.notify.recipients.models import Recipient, RecipientRole
from services.notify.rules.kinds import DIGEST
from services.notify.rules.models import Addressed, Role, Way
from services.notify.rules.places import path_to
from services.notify.rules.reactions import REACTIONS

MORNING = time(8, 0)
"""When digests go out, in Beijing: nobody is written to at night."""
_ROLES = {
    telling.to.name
    for reaction in REACTIONS.values()
    for telling in reaction.told
    if telling.way is Way.DAILY and isinstance(telling.to, Role)
}
"""Whose holders are told of many things at once."""


def last_morning(now: datetime) -> datetime:
    """The latest morning that has come."""
    today = datetime.combine(now.astimezone(clock.LOCAL), MORNING, clock.LOCAL)
    return today if now >= today else today - timedelta(days=1)


def send_digests(database: Database, _settings: Settings) -> None:
    """Queue the digests of this morning, one for each person however often this runs."""
    morning = last_morning(clock.now())
    with database.read() as session:
        waiting = session.scalars(_waiting(morning)).all()
    for account_id in waiting:
        with database.write() as session:
            _sum_up(session, account_id, morning)


def _waiting(morning: datetime) -> Select[UUID]:
    """Those who have had no digest since that morning, of holders of roles who are told of many things."""
    held = select(RecipientRole.account_id).where(RecipientRole.role.in_(_ROLES))
    return select(Recipient.account_id).where(Recipient.account_id.in_(held), Recipient.digest_at < morning)


def _sum_up(session: Session, account_id: UUID, morning: datetime) -> None:
    person = session.scalar(select(Recipient).where(Recipient.account_id == account_id).with_for_update())
    if person is None or person.digest_at >= morning:
        return
    counts = _unseen(session, account_id, person.digest_through)
    person.digest_at, person.digest_through = clock.now(), latest(session)
    reachable = reach_of(session, [account_id]).reachable
    if not counts or reachable.get(account_id) != EMAIL:
        return
    addressed = [Addressed(account_id, DIGEST, path_to("inbox", {}), Way.DAILY)]
    facts = msgspec.json.encode({"morning": morning, "counts": counts})
    queue(session, None, addressed, reachable=reachable, happened=clock.now(), facts=facts)


def _unseen(session: Session, account_id: UUID, through: int) -> Sequence[tuple[str, int]]:
    """How many bundled messages of each template came since the last digest and are still unread."""
    own = (Message.account_id == account_id, Message.read_at.is_(None), Message.bundled, Message.activity_id > through)
    found = select(Message.template, func.count()).where(*own).group_by(Message.template).order_by(Message.template)
    return [(template, count) for template, count in session.execute(found)]
