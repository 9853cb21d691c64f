"""Limits hold over restarts and for those who come at once, slide, and say when to come back."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from sqlalchemy import func, select

from chassis import clock
from chassis.storage.engine import Database
from gateway.credentials import limits
from gateway.credentials.limits import Limit, TooMany
from gateway.credentials.models import RateWindow
from tests.together import at_once, goes_well

NOON = datetime(2026, 11, 24, 4, tzinfo=UTC)
THREE = Limit(limits.key("codes", "a@example.org"), 3, 3600)


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    with clock.frozen(NOON):
        yield


def spend(database: Database, *asked: Limit) -> None:
    with database.write() as session:
        limits.spend(session, asked or [THREE])


def test_fourth_of_three_is_refused_and_told_when_to_come_back(database: Database) -> None:
    for _ in range(3):
        spend(database)
    with pytest.raises(TooMany) as refused:
        spend(database)
    seconds = refused.value.facts["seconds"]
    assert refused.value.headers == {"Retry-After": str(seconds)}
    with clock.frozen(NOON + timedelta(seconds=seconds - 2)), pytest.raises(TooMany):
        spend(database)
    with clock.frozen(NOON + timedelta(seconds=seconds)):
        spend(database)


def test_window_slides(database: Database) -> None:
    with clock.frozen(NOON + timedelta(minutes=59)):
        for _ in range(3):
            spend(database)
    with clock.frozen(NOON + timedelta(minutes=61)), pytest.raises(TooMany) as refused:
        spend(database)
    later = NOON + timedelta(minutes=61, seconds=refused.value.facts["seconds"])
    with clock.frozen(later - timedelta(seconds=2)), pytest.raises(TooMany):
        spend(database)
    with clock.frozen(later):
        spend(database)


def test_keys_are_counted_apart_and_refusals_count_nothing(database: Database) -> None:
    other = Limit(limits.key("codes", "b@example.org"), 3, 3600)
    for _ in range(3):
        spend(database, THREE)
    with pytest.raises(TooMany):
        spend(database, THREE, other)
    for _ in range(3):
        spend(database, other)


def test_zero_sets_no_limit(database: Database) -> None:
    for _ in range(5):
        spend(database, Limit("free", 0, 3600))
    with database.read() as session:
        assert session.scalar(select(func.count()).select_from(RateWindow)) == 0


def test_those_who_come_at_once_are_all_counted(database: Database) -> None:
    pair = [Limit(name, 100, 3600) for name in ("a", "b")]
    at_once([lambda order=order: spend(database, *pair[::order]) for order in (-1, 1) * 3])
    with database.read() as session:
        assert sorted((row.key, row.tries) for row in session.scalars(select(RateWindow))) == [("a", 6), ("b", 6)]


def test_more_than_the_limit_at_once_are_refused(database: Database) -> None:
    fits = partial(goes_well, lambda: spend(database), TooMany)
    assert sorted(at_once([fits] * 8)) == [False] * 5 + [True] * 3


@pytest.mark.parametrize(("seconds", "kept"), [(-1, 1), (1, 0)])
def test_windows_are_forgotten_when_no_limit_of_a_day_looks_at_them(
    database: Database, seconds: int, kept: int
) -> None:
    spend(database, Limit("a", 3, 86400))
    midnight = NOON.replace(hour=0) + timedelta(days=2)
    with clock.frozen(midnight + timedelta(seconds=seconds)), database.write() as session:
        limits.purge(session)
        assert session.scalar(select(func.count()).select_from(RateWindow)) == kept


def test_no_address_stands_in_a_key() -> None:
    assert "example" not in limits.key("codes", "a@example.org")


@pytest.mark.parametrize(("seconds", "minutes"), [(1, 1), (60, 1), (61, 2), (3600, 60)])
def test_refusal_names_whole_minutes_and_never_none(seconds: int, minutes: int) -> None:
    assert TooMany(seconds).facts["minutes"] == minutes


def test_attempts_that_count_are_not_forgotten(database: Database) -> None:
    for _ in range(3):
        spend(database)
    with database.write() as session:
        limits.purge(session)
    with pytest.raises(TooMany):
        spend(database)
