"""One thread tells many browsers: nothing missing, nothing twice, nobody held up by another."""

import random
import threading
from collections.abc import Callable, Iterator

import pytest

from gateway.live import hub as hubs
from gateway.live import upstream, watcher
from gateway.live.hub import Hub
from gateway.live.watcher import Reach
from tests.gateway.live.scripted import EVERYTHING, NOTHING, Scripted, Viewer
from tests.patience import PATIENCE, eventually, until

MakeHub = Callable[..., Hub]


def only_the_good(ticket: str) -> Reach:
    return EVERYTHING if ticket == "good" else NOTHING


@pytest.fixture
def make_hub(monkeypatch: pytest.MonkeyPatch) -> Iterator[MakeHub]:
    """A hub in a hurry; closed at the end."""
    made: list[Hub] = []
    for module, values in ((hubs, {"TICK": 0.02, "GATHER": 0.005, "CHECK": 0.05}), (upstream, {"AGAIN": 0.02})):
        for name, value in values.items():
            monkeypatch.setattr(module, name, value)

    def make(feed: Scripted, reach: Callable[[str], Reach] = only_the_good, most: int = 100) -> Hub:
        made.append(Hub(feed, reach, most))
        return made[-1]

    yield make
    for hub in made:
        hub.close()
    while Viewer.opened:
        Viewer.opened.pop().close()


def test_head_comes_first_then_what_was_missed_then_what_comes(make_hub: MakeHub) -> None:
    feed = Scripted(5)
    viewer = Viewer(make_hub(feed), seen=3, head=b"HTTP/1.1 200 OK\r\n\r\n").until("id: 5")
    assert viewer.text.startswith(b"HTTP/1.1 200 OK\r\n\r\nretry: 1000\n\n")
    feed.record()
    assert viewer.until("id: 6").ids == [4, 5, 6]


def test_without_a_last_event_it_begins_now(make_hub: MakeHub) -> None:
    feed = Scripted(5)
    viewer = Viewer(make_hub(feed)).until("data: live")
    feed.record(2)
    assert viewer.until("id: 7").ids == [6, 7]


def test_an_id_from_the_future_counts_as_now(make_hub: MakeHub) -> None:
    feed = Scripted(2)
    viewer = Viewer(make_hub(feed), seen=999).until("data: live")
    feed.record()
    assert viewer.until("id: 3").ids == [3]


def test_who_was_away_for_long_is_given_it_by_notify(make_hub: MakeHub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hubs, "KEPT", 3)
    monkeypatch.setattr(hubs, "REPLAY", 4)
    feed = Scripted(10)
    viewer = Viewer(make_hub(feed), seen=0).until("id: 10")
    feed.record(2)
    assert viewer.until("id: 12").ids == [*range(1, 13)]
    assert feed.looks.count(7) == 1
    assert set(feed.looks) == {7, 0, 4}


def test_recent_events_are_kept_so_that_notify_is_not_asked_again(make_hub: MakeHub) -> None:
    feed = Scripted(50)
    hub = make_hub(feed)
    for seen in range(40, 50):
        assert Viewer(hub, seen=seen).until("id: 50").ids == [*range(seen + 1, 51)]
    assert feed.looks == [0]


def test_pages_are_told_while_notify_is_away_and_miss_nothing(make_hub: MakeHub) -> None:
    feed = Scripted(1)
    viewer = Viewer(make_hub(feed), seen=1).until("data: live")
    feed.cut(away=True)
    viewer.until(lambda text: text.rfind(b"data: waiting") > text.rindex(b"data: live"))
    feed.record(3)
    feed.cut(away=False)
    assert viewer.until("id: 4").ids == [2, 3, 4]
    assert viewer.until(lambda text: text.count(b"data: live") == 2).ids == [2, 3, 4]


def test_a_stream_opened_while_notify_is_away_is_served_later(make_hub: MakeHub) -> None:
    feed = Scripted(3)
    feed.cut(away=True)
    viewer = Viewer(make_hub(feed), seen=1).until("data: waiting")
    feed.cut(away=False)
    assert viewer.until("id: 3").ids == [2, 3]


def test_silence_is_broken_by_comments(make_hub: MakeHub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hubs, "BEAT", 0.01)
    viewer = Viewer(make_hub(Scripted())).until(lambda text: text.count(b": still here\n\n") >= 2)
    assert viewer.ids == []


def test_a_stream_ends_when_its_ticket_no_longer_counts(make_hub: MakeHub) -> None:
    good = {"good", "other"}
    feed = Scripted()
    hub = make_hub(feed, lambda ticket: EVERYTHING if ticket in good else NOTHING)
    staying, leaving = Viewer(hub).until("data: live"), Viewer(hub, ticket="other").until("data: live")
    good.remove("other")
    assert leaving.ended()
    feed.record()
    assert leaving.ids == []
    assert staying.until("id: 1").ids == [1]


def test_a_ticket_that_cannot_be_looked_up_does_not_count(make_hub: MakeHub) -> None:
    def fail(_ticket: str) -> Reach:
        raise OSError("the database is away")

    assert Viewer(make_hub(Scripted(), fail)).ended()


def test_a_slow_browser_is_hung_up_on_and_holds_nobody_up(make_hub: MakeHub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watcher, "MOST_WAITING", 2000)
    feed = Scripted()
    hub = make_hub(feed)
    slow, quick = Viewer(hub).until("data: live"), Viewer(hub).until("data: live")
    while not eventually(lambda: hub._open == 1, seconds=0.01):
        feed.record(500)
        last = len(feed.log)
        quick.until(f"id: {last}\n")
    assert slow.ended()
    assert slow.ids == [*range(1, len(slow.ids) + 1)]
    assert quick.ids == [*range(1, len(feed.log) + 1)]
    again = Viewer(hub, seen=slow.ids[-1]).until(f"id: {last}\n")
    assert slow.ids + again.ids == quick.ids


ONE, OTHER = "edition:one", "event:other"


def test_each_is_told_what_their_scopes_reach_and_nothing_else(make_hub: MakeHub) -> None:
    feed = Scripted()
    hub = make_hub(feed, lambda ticket: EVERYTHING if ticket == "good" else frozenset({ticket}))
    everywhere = Viewer(hub, seen=0).until("data: live")
    one, other = (
        Viewer(hub, seen=0, ticket=scope, reach=frozenset({scope})).until("data: live") for scope in (ONE, OTHER)
    )
    for scope in (ONE, OTHER, "", ONE, OTHER):
        feed.record(1, scope)
    assert everywhere.until("id: 5").ids == [1, 2, 3, 4, 5]
    assert one.until("id: 4").ids == [1, 4]
    assert other.until("id: 5").ids == [2, 5]


def test_what_somebody_missed_is_limited_to_their_scopes_too(
    make_hub: MakeHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hubs, "KEPT", 2)
    feed = Scripted()
    for scope in (ONE, OTHER, ONE, "", OTHER, ONE):
        feed.record(1, scope)
    hub = make_hub(feed, lambda _ticket: frozenset({ONE}))
    assert Viewer(hub, seen=0, ticket=ONE, reach=frozenset({ONE})).until("id: 6").ids == [1, 3, 6]


def test_a_role_that_ended_in_one_scope_leaves_the_others(make_hub: MakeHub) -> None:
    feed, held = Scripted(), {ONE, OTHER}
    asked: list[Reach] = []

    def reach(_ticket: str) -> Reach:
        asked.append(frozenset(held))
        return asked[-1]

    viewer = Viewer(make_hub(feed, reach), seen=0, reach=frozenset(held)).until("data: live")
    feed.record(1, OTHER)
    viewer.until("id: 1")
    held.discard(OTHER)
    until(lambda: asked.count(frozenset({ONE})) > 2, seconds=PATIENCE)
    feed.record(1, OTHER)
    feed.record(1, ONE)
    assert viewer.until("id: 3").ids == [1, 3]


def test_no_more_streams_than_allowed(make_hub: MakeHub) -> None:
    hub = make_hub(Scripted(), most=2)
    first, _second = Viewer(hub).until("data: live"), Viewer(hub).until("data: live")
    assert hub.full
    assert Viewer(hub).ended()
    first.socket.close()
    until(lambda: not hub.full)
    Viewer(hub).until("data: live")


def test_closing_hangs_up_and_takes_nobody_in(make_hub: MakeHub) -> None:
    before = set(threading.enumerate())
    hub = make_hub(Scripted())
    viewer = Viewer(hub).until("data: live")
    hub.close()
    assert viewer.ended()
    assert Viewer(hub).ended()
    assert set(threading.enumerate()) <= before


def test_whoever_breaks_off_anywhere_misses_nothing_and_sees_nothing_twice(
    make_hub: MakeHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Browsers that hang up at random while events come, few are kept, and notify is away now and then."""
    monkeypatch.setattr(hubs, "KEPT", 20)
    monkeypatch.setattr(hubs, "REPLAY", 7)
    feed, total = Scripted(30), 400
    hub = make_hub(feed)
    found: list[list[int]] = [[] for _ in range(8)]
    readers = [threading.Thread(target=watch, args=(hub, total, seen, number)) for number, seen in enumerate(found)]
    for reader in readers:
        reader.start()
    chance = random.Random(1)
    while len(feed.log) < total:
        feed.cut(away=chance.random() < 0.2)
        feed.record(min(chance.randrange(1, 12), total - len(feed.log)))
        eventually(lambda: False, seconds=0.005)
    feed.cut(away=False)
    for reader in readers:
        reader.join(PATIENCE)
    assert all(seen == [*range(1, total + 1)] for seen in found)


def watch(hub: Hub, total: int, seen: list[int], number: int) -> None:
    chance = random.Random(number)
    while not seen or seen[-1] < total:
        viewer = Viewer(hub, seen=seen[-1] if seen else 0)
        some = chance.randrange(1, 60)
        while viewer.read() and len(viewer.ids) < some and total not in viewer.ids:
            pass
        seen += viewer.ids
        viewer.socket.close()
