"""The organizers' feed: in pages, and live over a connection that breaks and comes back."""

import json
import random
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from werkzeug.test import TestResponse

from chassis.http.auth import Identity, service_identity
from chassis.storage.engine import Database
from contracts.registration import EntrySubmitted
from contracts.roles import JUDGE, LEADER, ORGANIZER, VOLUNTEER
from services.notify.activity.stream import Slots, lines
from tests.patience import PATIENCE
from tests.services.notify.conftest import Desk
from tests.services.notify.samples import NOW, sample


def happen(desk: Desk, count: int, start: int = 0) -> None:
    for number in range(start, start + count):
        desk.arrive(sample(EntrySubmitted, number=f"XM5G04-{number:04}"))


def watch(desk: Desk, who: Identity, path: str = "/activity/stream", **headers: str) -> TestResponse:
    return desk.call(who, "GET", path, headers=headers, buffered=False)


def events(frames: Iterator[Any]) -> Iterator[dict[str, Any]]:
    """The events among the frames of a stream."""
    for frame in frames:
        text = frame.decode() if isinstance(frame, bytes) else frame
        fields = dict(line.split(": ", 1) for line in text.strip().splitlines() if not line.startswith(":"))
        if "data" in fields:
            assert fields["event"] == "activity"
            item = json.loads(fields["data"])
            assert int(fields["id"]) == item["id"]
            yield item


def test_feed_is_told_in_both_languages_newest_first(desk: Desk, organizer: Identity) -> None:
    happen(desk, 2)
    page = desk.get(organizer, "/activity")
    newest = page["items"][0]
    assert page["latest"] == newest["id"]
    assert [item["text"][-12:-1] for item in page["items"]] == ["XM5G04-0001", "XM5G04-0000"]
    assert newest["at"] == NOW.isoformat()
    assert newest["type"] == "registration.entry.submitted.v1"
    assert newest["link"].startswith("/entries/")
    assert newest["text"].startswith("厦门示例科技有限公司提交了项目“")
    english = desk.get(replace(organizer, locale="en"), "/activity")["items"][0]
    assert english["text"].startswith("厦门示例科技有限公司 submitted “")


def test_feed_comes_in_pages_that_new_lines_do_not_shift(desk: Desk, organizer: Identity) -> None:
    happen(desk, 5)
    first = desk.get(organizer, "/activity?limit=3")
    happen(desk, 2)
    second = desk.get(organizer, f"/activity?limit=3&after={first['next']}")
    found = [item["id"] for page in (first, second) for item in page["items"]]
    assert found == sorted(found, reverse=True)
    assert len(set(found)) == 5
    assert second["next"] is None


@pytest.mark.parametrize("role", [LEADER, JUDGE, VOLUNTEER])
@pytest.mark.parametrize("path", ["/activity", "/activity/stream", "/deliveries"])
def test_only_organizers_see_what_happens(desk: Desk, role: str, path: str) -> None:
    happen(desk, 1)
    assert desk.call(desk.person("示例甲", role), "GET", path).status_code == 403
    assert desk.call(None, "GET", path).status_code == 401


def test_stream_replays_what_happened_since_the_last_event_seen(open_desk: Callable[..., Desk]) -> None:
    desk = open_desk(stream_life=0.0)
    organizer = desk.person("秘书处", ORGANIZER)
    happen(desk, 5)
    response = watch(desk, organizer, **{"Last-Event-ID": "2"})
    assert response.headers["Content-Type"] == "text/event-stream"
    assert response.headers["Cache-Control"] == "no-cache"
    assert [item["id"] for item in events(response.response)] == [3, 4, 5]
    assert [item["id"] for item in events(watch(desk, organizer, "/activity/stream?after=3").response)] == [4, 5]
    both = watch(desk, organizer, "/activity/stream?after=1", **{"Last-Event-ID": "4"})
    assert [item["id"] for item in events(both.response)] == [5]
    assert list(events(watch(desk, organizer).response)) == []


@pytest.mark.parametrize("seen", ["", "x", "-1", "٣", "9" * 30, "1;DROP"])
def test_a_last_event_id_that_is_none_is_left_aside(open_desk: Callable[..., Desk], seen: str) -> None:
    desk = open_desk(stream_life=0.0)
    organizer = desk.person("秘书处", ORGANIZER)
    happen(desk, 2)
    response = watch(desk, organizer, "/activity/stream?after=1", **{"Last-Event-ID": seen.encode().decode("latin-1")})
    assert [item["id"] for item in events(response.response)] == [2]


def test_stream_may_end_with_what_is_recorded(desk: Desk, organizer: Identity) -> None:
    happen(desk, 3)
    stream = watch(desk, organizer, "/activity/stream?after=1&follow=false")
    assert [item["id"] for item in events(stream.response)] == [2, 3]


def test_a_part_may_read_the_feed_for_its_own_readers(desk: Desk) -> None:
    happen(desk, 1)
    gateway = service_identity("gateway")
    assert desk.get(gateway, "/activity?limit=1")["latest"] == 1
    stream = watch(desk, gateway, "/activity/stream?after=0&follow=false")
    assert [item["id"] for item in events(stream.response)] == [1]


def test_stream_tells_browsers_to_come_back_soon_and_ends_itself(open_desk: Callable[..., Desk]) -> None:
    desk = open_desk(stream_life=0.0)
    frames = list(watch(desk, desk.person("秘书处", ORGANIZER)).response)
    assert frames == [b"retry: 1000\n\n"]


def test_stream_is_woken_by_a_commit_and_holds_no_connection_meanwhile(desk: Desk) -> None:
    stream = lines(desk.database, {"*"}, 0, life=60.0)
    assert next(stream).startswith("retry: ")
    seen: list[dict[str, Any]] = []
    reader = threading.Thread(target=lambda: seen.append(next(events(stream))))
    reader.start()
    happen(desk, 1)
    reader.join(timeout=PATIENCE)
    assert [item["id"] for item in seen] == [1]
    assert desk.database.engine.pool.checkedout() == 0
    stream.close()


def test_a_stream_that_broke_anywhere_misses_nothing_and_repeats_nothing(
    open_desk: Callable[..., Desk], database_server: str
) -> None:
    """Several writers, and readers that hang up at random and come back with the last id they saw."""
    desk = open_desk(database_server)
    writers = [threading.Thread(target=happen, args=(desk, 15, 100 * number)) for number in range(3)]
    found: list[list[str]] = [[], []]
    readers = [threading.Thread(target=follow, args=(desk.database, 45, seen)) for seen in found]
    for thread in writers + readers:
        thread.start()
    for thread in writers + readers:
        thread.join(timeout=PATIENCE)
    expected = {f"XM5G04-{100 * writer + number:04}" for writer in range(3) for number in range(15)}
    for seen in found:
        assert len(seen) == 45
        assert set(seen) == expected


def follow(database: Database, count: int, seen: list[str]) -> None:
    chance, last = random.Random(len(seen)), 0
    while len(seen) < count:
        stream = lines(database, {"*"}, last, life=30.0)
        for item in events(stream):
            last = item["id"]
            seen.append(item["text"][-12:-1])
            if len(seen) >= count or chance.random() < 0.3:
                break
        stream.close()


def test_more_streams_than_slots_are_asked_to_come_back_later(
    open_desk: Callable[..., Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = open_desk()
    monkeypatch.setitem(desk.app.extensions, "egret_streams", Slots(2))
    organizer = desk.person("秘书处", ORGANIZER)
    open_ones = [watch(desk, organizer), watch(desk, organizer)]
    full = watch(desk, organizer)
    assert (full.status_code, full.json["code"]) == (429, "streams-full")
    assert full.headers["Retry-After"] == "10"
    open_ones[0].close()
    again = watch(desk, organizer)
    assert again.status_code == 200
    for response in (*open_ones, again, full):
        response.close()
    for _ in range(2):
        assert watch(desk, organizer).status_code == 200
