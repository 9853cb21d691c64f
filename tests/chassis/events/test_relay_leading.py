"""One relay leads; whoever lost the lead stops, and whoever takes over begins where it was."""

import threading

from sqlalchemy import text

from chassis.events.bus import Bus, Message
from chassis.events.relay import Relay
from chassis.storage.engine import Database
from tests.chassis.events.scripted import Script, eventually, running, saved, subjects
from tests.patience import PATIENCE
from tests.rows import commit


def test_position_is_where_a_successor_begins(sqlite: Database) -> None:
    script = Script(lambda *_: "confirmed")
    commit(sqlite, ["a", "b"])
    with running(Relay("registration", sqlite, script)):
        assert eventually(lambda: len(script.accepted) == 2)
    commit(sqlite, ["c"])
    with running(Relay("registration", sqlite, script)):
        assert eventually(lambda: len(script.accepted) == 3)
    assert subjects(script) == ["a", "b", "c"]


def test_second_relay_stands_by_and_takes_over(sqlite: Database) -> None:
    script = Script(lambda *_: "confirmed")
    first, second = Relay("registration", sqlite, script), Relay("registration", sqlite, script)
    with running(first):
        assert eventually(lambda: first.leading)
        commit(sqlite, ["a"])
        assert eventually(lambda: subjects(script) == ["a"])
    with running(second):
        assert eventually(lambda: second.leading)
        with running(first):
            commit(sqlite, ["b"])
            assert eventually(lambda: subjects(script) == ["a", "b"])
            assert not first.leading


def test_leader_frozen_past_its_lease_is_replaced_and_steps_down_on_waking(sqlite: Database) -> None:
    frozen, thaw = threading.Event(), threading.Event()

    def fate(message: Message, times: int) -> str:
        if message.subject == "freeze" and times == 1:
            frozen.set()
            thaw.wait(PATIENCE)
        return "confirmed"

    script = Script(fate)
    first, second = Relay("registration", sqlite, script), Relay("registration", sqlite, script)
    first._lease.seconds = second._lease.seconds = 0.5
    with running(first), running(second):
        assert eventually(lambda: first.leading or second.leading)
        commit(sqlite, ["freeze", "a"])
        assert frozen.wait(PATIENCE)
        stale, successor = (first, second) if first.leading else (second, first)
        assert eventually(lambda: successor.leading)
        assert eventually(lambda: saved(sqlite) == 2)
        thaw.set()
        assert eventually(lambda: not stale.leading)
        commit(sqlite, ["b"])
        assert eventually(lambda: "b" in subjects(script))
    assert [name for name in subjects(script) if name != "freeze"].count("b") == 1


def test_stale_leader_is_fenced_and_its_position_not_saved(sqlite: Database) -> None:
    script = Script(lambda *_: "confirmed")
    commit(sqlite, ["a"])
    with running(Relay("registration", sqlite, script)) as relay:
        assert eventually(lambda: saved(sqlite) == 1)
        with sqlite.write() as session:
            session.execute(
                text(
                    "UPDATE relay_state SET epoch = epoch + 1, position = 0, leader = 'another', "
                    "lease_until = '2999-01-01 00:00:00'"
                )
            )
        assert eventually(lambda: not relay.leading)
        commit(sqlite, ["b"])
        assert not eventually(lambda: len(script.accepted) > 1, seconds=0.7)
        assert saved(sqlite) == 0


def test_database_that_fails_for_a_while_is_survived(sqlite: Database) -> None:
    script = Script(lambda *_: "confirmed")
    with running(Relay("registration", sqlite, script)) as relay:
        assert eventually(lambda: relay.leading)
        with sqlite.write() as session:
            session.execute(text("ALTER TABLE outbox RENAME TO away"))
        assert eventually(lambda: not relay.leading)
        with sqlite.write() as session:
            session.execute(text("ALTER TABLE away RENAME TO outbox"))
        commit(sqlite, ["a"])
        assert eventually(lambda: subjects(script) == ["a"])


def test_embedded_relay_begins_at_the_head_and_saves_nothing(sqlite: Database) -> None:
    """What came before its start is for the consumers to catch up with; a position would mean nothing later."""
    script = Script(lambda *_: "confirmed")
    commit(sqlite, ["before"])
    with running(Relay("registration", sqlite, script, start_at_head=True)) as relay:
        assert eventually(lambda: relay.leading)
        commit(sqlite, ["after"])
        assert eventually(lambda: subjects(script) == ["after"])
        assert eventually(lambda: relay.lag().rows == 0)
    assert saved(sqlite) == 0


def test_lag_counts_rows_and_seconds(sqlite: Database) -> None:
    script: Bus = Script(lambda *_: "refused")
    commit(sqlite, ["a", "b"])
    with running(Relay("registration", sqlite, script)) as relay:
        assert eventually(lambda: relay.leading)
        assert relay.lag().rows == 2
        assert relay.lag().seconds > 0
    standby = Relay("registration", sqlite, script)
    assert standby.lag().rows == 2
