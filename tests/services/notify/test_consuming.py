"""Events through the real consumer path: in batches, again and again, and with a neighbour that fails."""

from collections.abc import Callable

import msgspec
import pytest

from chassis import clock
from chassis.events.applier import Applier
from chassis.events.bus import Delivery, Message
from chassis.storage import ids
from contracts.events import Event, producer_of
from contracts.gateway import AccountRegistered, ContactChanged
from contracts.registration import EntrySubmitted
from contracts.roles import LEADER
from services.notify.app import PART
from tests.services.notify.conftest import Desk
from tests.services.notify.samples import sample


def message(event: Event) -> Message:
    body = msgspec.json.encode(event)
    return Message(str(ids.new_id()), producer_of(event.TYPE), event.TYPE, event.subject, clock.now(), body)


@pytest.fixture
def desk(open_desk: Callable[..., Desk], database_server: str) -> Desk:
    return open_desk(database_server)


def test_a_batch_that_comes_twice_is_told_once(desk: Desk) -> None:
    leader = ids.new_id()
    events = [
        AccountRegistered(account_id=leader, name="示例甲", locale="zh_CN", roles=(LEADER,)),
        *(sample(EntrySubmitted, entry_id=ids.new_id(), leader_id=leader) for _ in range(20)),
        ContactChanged(account_id=leader, email="leader@example.org"),
    ]
    deliveries = [Delivery(tag, message(event)) for tag, event in enumerate(events, 1)]
    Applier(PART, desk.database).apply(deliveries)
    Applier(PART, desk.database).apply(deliveries, suspect=True)
    mails = [row for row in desk.deliveries() if row.account_id == leader]
    assert [row.state for row in mails] == ["queued"] * 20
    assert len({row.activity_id for row in mails}) == 20


def test_an_event_that_cannot_be_told_leaves_its_neighbours_told(desk: Desk) -> None:
    good, later = sample(EntrySubmitted, entry_id=ids.new_id()), sample(EntrySubmitted, entry_id=ids.new_id())
    poison = message(sample(EntrySubmitted, entry_id=ids.new_id()))
    broken = Message(poison.id, poison.source, poison.type, poison.subject, poison.time, b'{"entry_id": 1}')
    applier = Applier(PART, desk.database)
    applier.apply([Delivery(1, message(good)), Delivery(2, broken), Delivery(3, message(later))])
    told = {row.account_id for row in desk.deliveries()}
    assert told == {good.leader_id, later.leader_id}
    assert len(desk.deliveries()) == 2
