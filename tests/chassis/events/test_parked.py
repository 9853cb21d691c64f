"""What a person does with parked events."""

import threading
from collections.abc import Iterator
from dataclasses import replace

import msgspec
import pytest
from msgspec import structs
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from chassis.events import parked as actions
from chassis.events.applier import Applier
from chassis.events.decoding import Decoder
from chassis.events.retries import Retrier
from chassis.http.errors import NotFound
from chassis.storage import tables
from chassis.storage.engine import Database
from tests.chassis.events.ledgers import applier, delivery, parked, parked_rows, steps, until
from tests.faults import toy
from tests.patience import PATIENCE

WHO = "an organizer"


def kill(database: Database) -> None:
    """Let every parked event that would be tried again be dead."""
    with database.write() as session:
        session.execute(tables.parked.update().where(tables.parked.c.state == "retry").values(state="dead"))


def try_again(database: Database) -> None:
    Retrier("ledger", database, Decoder(toy.LEDGER)).run()


@pytest.fixture
def ledger(sqlite_ledger: Database) -> Database:
    """Nothing here differs between the engines."""
    return sqlite_ledger


@pytest.fixture
def postgres_ledger(postgres_database: str) -> Iterator[Database]:
    """Except where several write at once."""
    database = toy.create(Database(postgres_database))
    yield database
    database.close()


@pytest.fixture
def dead(ledger: Database) -> Database:
    """One dead event of `bo` with one behind it, one dead of `cy`, and one nobody understands."""
    mine = applier(ledger)
    mine.apply([delivery("bo", 1, "fail"), delivery("bo", 2), delivery("cy", 3, "fail")])
    mine.apply([delivery("dee", 4, type="toy.walk.ended.v1")])
    kill(ledger)
    return ledger


def test_replayed_event_is_applied_and_frees_those_behind_it(dead: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(toy.HEALED, "1")
    with dead.write() as session:
        assert actions.replay(session, WHO, ids=[parked_rows(dead)[0].id]) == 1
    try_again(dead)
    assert steps(dead) == [("bo", 1), ("bo", 2)]
    assert parked(dead) == [("cy", 3, "dead"), ("dee", 4, "dead")]


def test_replay_of_a_subject_leaves_others_alone(dead: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(toy.HEALED, "1")
    with dead.write() as session:
        assert actions.replay(session, WHO, subject="cy") == 1
    try_again(dead)
    assert steps(dead) == [("cy", 3)]


def test_replay_of_a_group_takes_all_that_failed_alike(dead: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(toy.HEALED, "1")
    with dead.read() as session:
        largest = actions.groups(session)[0]
    with dead.write() as session:
        assert actions.replay(session, WHO, group=(largest.type, largest.fingerprint)) == 2
    try_again(dead)
    assert steps(dead) == [("bo", 1), ("cy", 3), ("bo", 2)]


def test_replaying_twice_applies_once(dead: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(toy.HEALED, "1")
    number = parked_rows(dead)[0].id
    for _ in range(2):
        with dead.write() as session:
            actions.replay(session, WHO, ids=[number])
    try_again(dead)
    with dead.write() as session:
        assert actions.replay(session, WHO, ids=[number]) == 0
    try_again(dead)
    assert steps(dead) == [("bo", 1), ("bo", 2)]


def test_replay_that_fails_again_stays_parked_and_keeps_holding(dead: Database) -> None:
    with dead.write() as session:
        actions.replay(session, WHO, subject="bo")
    try_again(dead)
    assert parked(dead)[:2] == [("bo", 1, "retry"), ("bo", 2, "held")]


def test_held_event_is_not_replayed_before_its_turn(dead: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(toy.HEALED, "1")
    with dead.write() as session:
        assert actions.replay(session, WHO, ids=[parked_rows(dead)[1].id]) == 0
    try_again(dead)
    assert steps(dead) == []


def test_replayed_events_of_one_subject_keep_their_order_when_the_first_fails(ledger: Database) -> None:
    letters = [structs.replace(delivery("bo", number, mode), dead=True) for number, mode in ((1, "fail"), (2, ""))]
    applier(ledger).apply(letters)
    with ledger.write() as session:
        assert actions.replay(session, WHO, subject="bo") == 2
    try_again(ledger)
    assert steps(ledger) == []
    assert parked(ledger) == [("bo", 1, "retry"), ("bo", 2, "held")]


def test_live_event_during_a_replay_keeps_its_place(dead: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(toy.HEALED, "1")
    with dead.write() as session:
        actions.replay(session, WHO, subject="bo")
    applier(dead).apply([delivery("bo", 5)])
    try_again(dead)
    applier(dead).apply([delivery("bo", 6)])
    assert steps(dead) == [("bo", 1), ("bo", 2), ("bo", 5), ("bo", 6)]


def test_discarded_event_frees_those_behind_it_and_stays_known(ledger: Database) -> None:
    first = delivery("bo", 1, "fail")
    applier(ledger).apply([first, delivery("bo", 2)])
    with ledger.write() as session:
        actions.discard(session, parked_rows(ledger)[0].id, WHO, "sent by mistake")
    try_again(ledger)
    applier(ledger).apply([first])
    assert steps(ledger) == [("bo", 2)]
    assert parked(ledger) == [("bo", 1, "discarded")]


def test_event_that_arrives_while_another_is_discarded_is_not_forgotten(postgres_ledger: Database) -> None:
    database, entered, leave = postgres_ledger, threading.Event(), threading.Event()

    def slow(event: toy.StepTaken, _session: Session) -> None:
        if event.walker == "ann":
            entered.set()
            leave.wait(PATIENCE)

    def discard() -> None:
        with database.write() as session:
            actions.discard(session, 1, WHO, "sent by mistake")

    slowly = Applier(replace(toy.LEDGER, handlers={toy.StepTaken: (slow,)}), database)
    applier(database).apply([delivery("bo", 1, "fail")])
    threads = [
        threading.Thread(target=slowly.apply, args=([delivery("ann", 2), delivery("bo", 3)],)),
        threading.Thread(target=discard),
    ]
    threads[0].start()
    assert entered.wait(PATIENCE)
    threads[1].start()
    threads[1].join(0.3)
    leave.set()
    for thread in threads:
        thread.join()
    assert parked(database) == [("bo", 1, "discarded"), ("bo", 3, "retry")]


def test_event_that_somebody_discards_now_is_not_replayed(postgres_ledger: Database) -> None:
    database, counts = postgres_ledger, []

    def replay() -> None:
        with database.write() as session:
            counts.append(actions.replay(session, WHO))

    def waits() -> bool:
        waiting = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type='Lock'"
        with database.read() as session:
            return bool(session.scalar(text(waiting)))

    applier(database).apply([delivery("bo", 1, "fail")])
    thread = threading.Thread(target=replay)
    with database.write() as session:
        actions.discard(session, 1, WHO, "sent by mistake")
        thread.start()
        until(waits)
    thread.join()
    assert (parked(database), counts) == ([("bo", 1, "discarded")], [0])


def test_discard_and_replay_are_audited(dead: Database) -> None:
    bo, _, cy, _ = parked_rows(dead)
    with dead.write() as session:
        actions.discard(session, bo.id, WHO, "sent by mistake")
        actions.replay(session, WHO, ids=[cy.id])
    with dead.read() as session:
        rows = session.execute(select(tables.audit).order_by(tables.audit.c.id)).all()
    assert [(row.actor, row.action, row.subject) for row in rows] == [
        (WHO, "event.discarded", bo.event_id),
        (WHO, "event.replayed", cy.event_id),
    ]
    assert msgspec.json.decode(rows[0].detail)["reason"] == "sent by mistake"


def test_discarding_twice_is_refused(dead: Database) -> None:
    number = parked_rows(dead)[0].id
    with dead.write() as session:
        actions.discard(session, number, WHO, "once")
    with pytest.raises(actions.AlreadyDiscarded), dead.write() as session:
        actions.discard(session, number, WHO, "twice")


def test_discarding_what_is_not_there_is_refused(dead: Database) -> None:
    with pytest.raises(NotFound), dead.write() as session:
        actions.discard(session, 10**9, WHO, "none")


def test_groups_put_together_what_differs_only_in_names_and_numbers(ledger: Database) -> None:
    mine = applier(ledger)
    mine.apply([delivery("ann", number, type=f"toy.other{'' if number < 3 else 's'}.x.v1") for number in (1, 2, 3)])
    mine.apply([delivery(f"w{number}", number, "fail") for number in range(4, 9)])
    with ledger.read() as session:
        found = [(group.type, group.state, group.count) for group in actions.groups(session)]
    assert found == [
        ("toy.step.taken.v1", "retry", 5),
        ("toy.other.x.v1", "dead", 2),
        ("toy.others.x.v1", "dead", 1),
    ]


def test_counts_leave_discarded_ones_out(dead: Database) -> None:
    with dead.write() as session:
        actions.discard(session, parked_rows(dead)[3].id, WHO, "not ours")
        assert actions.counts(session) == {"retry": 0, "held": 1, "dead": 2}
