"""What arrives and is not what it should be: kept with its bytes, blamed alone, never dropped."""

import msgspec
import pytest
from msgspec.structs import replace

from chassis.events.bus import Delivery
from chassis.storage import tables
from chassis.storage.engine import Database
from tests.chassis.events.ledgers import applier, delivery, parked, parked_rows, rows_in, steps


def body(**fields: object) -> bytes:
    return msgspec.json.encode(fields)


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"type": "toy.step.taken.v2"}, "version is not understood"),
        ({"type": "toy.walk.ended.v1"}, "does not listen"),
        ({"type": "no type at all"}, "does not listen"),
        ({"body": b"{"}, "does not fit"),
        ({"body": b""}, "does not fit"),
        ({"body": b"\xff\xfe"}, "does not fit"),
        ({"body": b"[" * 100_000}, "does not fit"),
        ({"body": body(walker="ann")}, "does not fit"),
        ({"body": body(walker="ann", number="one")}, "does not fit"),
    ],
)
def test_what_cannot_be_understood_is_kept_with_its_bytes(ledger: Database, given: dict, reason: str) -> None:
    strange = delivery("ann", 1, **given)
    applier(ledger).apply([strange, delivery("bo", 2)])
    row = parked_rows(ledger)[0]
    assert strange.message
    assert (row.state, row.body, row.event_id) == ("dead", strange.message.body, strange.message.id)
    assert reason in row.error
    assert steps(ledger) == [("bo", 2)]


def test_unreadable_bytes_are_kept_once(ledger: Database) -> None:
    unreadable = Delivery(7, None, raw=b"\x00\xffnot an event", reason="content type is 'text/plain'")
    applier(ledger).apply([unreadable, unreadable])
    applier(ledger).apply([replace(unreadable, dead=True)])
    assert [(row.body, row.state) for row in parked_rows(ledger)] == [(b"\x00\xffnot an event", "dead")]


def test_event_nobody_here_listens_to_holds_nothing_back(ledger: Database) -> None:
    applier(ledger).apply([delivery("ann", 1, type="toy.walk.ended.v1"), delivery("ann", 2)])
    assert steps(ledger) == [("ann", 2)]


def test_broken_event_of_a_known_type_holds_its_subject_back(ledger: Database) -> None:
    applier(ledger).apply([delivery("ann", 1, body=b"{"), delivery("ann", 2)])
    assert parked(ledger) == [("ann", 1, "dead"), ("ann", 2, "held")]


def test_fields_of_a_newer_producer_are_ignored(ledger: Database) -> None:
    applier(ledger).apply([delivery("ann", 1, body=body(walker="ann", number=1, mood="good"))])
    assert steps(ledger) == [("ann", 1)]


def test_dead_letter_of_the_broker_is_parked_unless_it_was_applied(ledger: Database) -> None:
    known, lost = delivery("ann", 1), delivery("bo", 2)
    applier(ledger).apply([known])
    letters = [replace(one, dead=True, reason="given up: delivery_limit") for one in (known, lost)]
    applier(ledger).apply(letters)
    applier(ledger).apply(letters)
    assert parked(ledger) == [("bo", 2, "dead")]
    assert parked_rows(ledger)[0].error == "given up: delivery_limit"


def test_forged_sequence_neither_moves_a_position_nor_hides_an_event(ledger: Database) -> None:
    applier(ledger).apply([delivery("eve", 1, sequence=10**12)])
    applier(ledger).apply([delivery("ann", 2, sequence=3)])
    assert steps(ledger) == [("eve", 1), ("ann", 2)]
    assert rows_in(ledger, tables.subscription) == 0
