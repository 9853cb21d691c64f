"""Parked events on the organizer's page: replay and discard."""

import re

import pytest
from sqlalchemy import insert, select

from chassis import clock
from chassis.events.parking import DEAD
from chassis.storage.broker_state import AWAY, BLOCKED, UNKNOWN, Broker
from chassis.storage.tables import parked
from contracts.roles import ORGANIZER
from gateway.pages.organizer.operations import broker
from tests.gateway.browsing import Browser, Contest


def park(contest: Contest, event_id: str) -> int:
    """Leave an event for a person to look at, in notify."""
    row = {
        "consumer": "notify",
        "source": "registration",
        "event_id": event_id,
        "subject": event_id,
        "type": "registration.entry.submitted.v1",
        "body": b"{}",
        "occurred_at": clock.now(),
        "holds": True,
        "state": DEAD,
        "attempts": 6,
        "error": f"ValidationError: 坏掉的事件 {event_id}",
        "first_at": clock.now(),
        "last_at": clock.now(),
    }
    with contest.product.databases["notify"].write() as session:
        return int(session.execute(insert(parked).values(**row).returning(parked.c.id)).scalar_one())


def state_of(contest: Contest, number: int) -> str | None:
    with contest.product.databases["notify"].read() as session:
        return session.scalar(select(parked.c.state).where(parked.c.id == number))


def act(organizer: Browser, number: int, deed: str, **fields: str) -> None:
    page = organizer.get("/organizer/failures").text
    token = re.findall(r'csrf_token" value="([^"]+)', page)[0]
    answer = organizer.client.post(f"/organizer/failures/notify/{number}/{deed}", data={"csrf_token": token, **fields})
    assert answer.status_code == 303


def test_parked_event_is_shown_with_its_reason(contest: Contest) -> None:
    number = park(contest, "event-shown")
    organizer = contest.signed_in(ORGANIZER)
    text = organizer.get("/organizer/failures").text
    assert "坏掉的事件 event-shown" in text
    assert "需要处理" in text
    act(organizer, number, "discard", reason="演练数据")


def test_discarding_needs_a_reason_and_takes_the_event_off_the_page(contest: Contest) -> None:
    number = park(contest, "event-discarded")
    organizer = contest.signed_in(ORGANIZER)
    act(organizer, number, "discard", reason="")
    assert state_of(contest, number) == DEAD
    act(organizer, number, "discard", reason="重复的演练数据")
    assert state_of(contest, number) == "discarded"
    assert "event-discarded" not in organizer.get("/organizer/failures").text


def test_replayed_event_is_tried_again(contest: Contest) -> None:
    number = park(contest, "event-replayed")
    organizer = contest.signed_in(ORGANIZER)
    act(organizer, number, "replay")
    assert state_of(contest, number) != DEAD
    act(organizer, number, "discard", reason="演练结束")


@pytest.mark.parametrize(
    ("state", "words"), [(BLOCKED, "内存或磁盘不足"), (AWAY, "暂时连接不上"), (UNKNOWN, "没有进程在转发事件")]
)
def test_broker_in_trouble_is_an_alarm_on_the_desk_and_here(
    contest: Contest, monkeypatch: pytest.MonkeyPatch, state: str, words: str
) -> None:
    organizer = contest.signed_in(ORGANIZER)
    assert words not in organizer.get("/organizer").text
    monkeypatch.setattr(broker, "broker_state", lambda: Broker(state, clock.now()))
    for page in ("/organizer", "/organizer/failures"):
        assert words in organizer.get(page).text
