"""Parked events are tried again when due, in the order of their subject, and given to a person in the end."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import update

from chassis import clock
from chassis.events import parked as actions
from chassis.events.decoding import Arrival, Decoder
from chassis.events.parking import SCHEDULE
from chassis.events.retries import Retrier
from chassis.storage import tables
from chassis.storage.engine import Database
from tests.chassis.events.ledgers import again, applier, delivery, parked, parked_rows, steps
from tests.faults import toy

START = datetime(2026, 6, 1, 9, tzinfo=UTC)


def retry(database: Database, at: datetime) -> int:
    """What a freshly started process tries at this moment."""
    with clock.frozen(at):
        return Retrier("ledger", database, Decoder(toy.LEDGER)).run()


@pytest.fixture
def failed(ledger: Database) -> Database:
    """`bo` failed at START and two more of hers wait behind."""
    with clock.frozen(START):
        applier(ledger).apply([delivery("bo", 1, "fail"), delivery("bo", 2), delivery("bo", 3), delivery("ann", 4)])
    return ledger


def test_event_is_not_tried_before_it_is_due(failed: Database) -> None:
    assert retry(failed, START + timedelta(seconds=4.9)) == 0


def test_success_applies_it_and_then_those_behind_it_in_order(
    failed: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(toy.HEALED, "1")
    retry(failed, START + timedelta(seconds=5))
    assert steps(failed) == [("ann", 4), ("bo", 1), ("bo", 2), ("bo", 3)]
    assert parked(failed) == []


def test_retried_event_is_known_afterwards(ledger: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    first = delivery("bo", 1, "fail")
    with clock.frozen(START):
        applier(ledger).apply([first])
    monkeypatch.setenv(toy.HEALED, "1")
    retry(ledger, START + timedelta(seconds=5))
    applier(ledger).apply([again(first)])
    assert steps(ledger) == [("bo", 1)]


def test_one_behind_that_fails_holds_the_rest(ledger: Database) -> None:
    with clock.frozen(START):
        applier(ledger).apply([delivery("bo", 1, "fail"), delivery("bo", 2, "fail"), delivery("bo", 3)])
    with ledger.write() as session:
        session.execute(
            update(tables.parked).where(tables.parked.c.sequence == 1).values(body=delivery("bo", 1).message.body)  # type: ignore[union-attr]  # has one
        )
    retry(ledger, START + timedelta(seconds=5))
    assert steps(ledger) == [("bo", 1)]
    assert parked(ledger) == [("bo", 2, "retry"), ("bo", 3, "held")]


def test_schedule_survives_restarts_and_ends_with_a_person(failed: Database) -> None:
    now = START
    for number, pause in enumerate(SCHEDULE, start=1):
        assert retry(failed, now + pause - timedelta(milliseconds=1)) == 0
        now += pause
        assert retry(failed, now) == 1
        assert parked_rows(failed)[0].attempts == number + 1
    assert parked(failed) == [("bo", 1, "dead"), ("bo", 2, "held"), ("bo", 3, "held")]
    assert retry(failed, now + timedelta(days=1)) == 0


def test_failing_again_leaves_no_effect_and_says_why(failed: Database) -> None:
    retry(failed, START + timedelta(seconds=5))
    assert steps(failed) == [("ann", 4)]
    assert parked_rows(failed)[0].error.startswith("Failing: told to fail")


@pytest.mark.parametrize(
    ("person", "found"), [("discard", ("bo", 1, "discarded", False)), ("replay", ("bo", 1, "retry", True))]
)
def test_what_a_person_decides_during_the_last_attempt_stands(
    failed: Database, monkeypatch: pytest.MonkeyPatch, person: str, found: tuple[str, int, str, bool]
) -> None:
    retrier = Retrier("ledger", failed, Decoder(toy.LEDGER))
    apply = retrier._apply

    def decide_then_fail(row: Any, arrival: Arrival) -> str:
        error = apply(row, arrival)
        with failed.write() as session:
            if person == "discard":
                actions.discard(session, row.id, "an organizer", "in vain")
            else:
                actions.replay(session, "an organizer", ids=[row.id])
        monkeypatch.setattr(retrier, "_apply", apply)
        return error

    monkeypatch.setattr(retrier, "_apply", decide_then_fail)
    with failed.write() as session:
        session.execute(update(tables.parked).where(tables.parked.c.sequence == 1).values(attempts=len(SCHEDULE)))
    with clock.frozen(START + timedelta(seconds=5)):
        retrier._try(parked_rows(failed)[0].id)
    row = parked_rows(failed)[0]
    assert (row.subject, row.sequence, row.state, row.next_at is not None) == found


def test_event_that_kills_every_retry_ends_with_a_person(failed: Database) -> None:
    with failed.write() as session:
        values = {"attempts": len(SCHEDULE) + 1, "error": "as claimed by a process that died"}
        session.execute(update(tables.parked).where(tables.parked.c.sequence == 1).values(values))
    retry(failed, START + timedelta(days=1))
    assert parked_rows(failed)[0].state == "dead"
    assert "process died" in parked_rows(failed)[0].error


def test_event_that_can_be_understood_no_more_goes_to_a_person_at_once(failed: Database) -> None:
    with failed.write() as session:
        session.execute(update(tables.parked).where(tables.parked.c.sequence == 1).values(body=b"{"))
    retry(failed, START + timedelta(seconds=5))
    assert parked(failed)[0] == ("bo", 1, "dead")
