"""Ids are UUIDv7: unique, and in the order of time."""

import time

import pytest

from chassis.storage.ids import new_id


def test_id_is_version_7_of_the_rfc() -> None:
    made = new_id()
    assert (made.version, made.variant) == (7, "specified in RFC 4122")


def test_id_holds_the_time_it_was_made() -> None:
    before = time.time_ns() // 1_000_000
    made = new_id().int >> 80
    assert before <= made <= time.time_ns() // 1_000_000


def test_ids_do_not_collide() -> None:
    assert len({new_id() for _ in range(10_000)}) == 10_000


def test_ids_of_one_millisecond_sort_by_time(monkeypatch: pytest.MonkeyPatch) -> None:
    start = 1_733_000_000_000_000_000
    made = []
    for step in range(3000):
        monkeypatch.setattr(time, "time_ns", lambda at=start + 300 * step: at)
        made.append(new_id())
    assert made == sorted(made)
    assert {one.int >> 80 for one in made} == {start // 1_000_000}
