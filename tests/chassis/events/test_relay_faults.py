"""The relay against brokers that refuse, break, fall silent and come back."""

from collections.abc import Sequence
from dataclasses import dataclass

import pytest
from sqlalchemy import select

from chassis.events.bus import BusDown, Message, MessageRefused, Settled
from chassis.events.relay import Relay
from chassis.storage import tables
from chassis.storage.engine import Database
from tests.chassis.events.scripted import Script, ScriptedPublisher, eventually, running, saved, subjects
from tests.rows import commit


def test_refused_event_is_not_overtaken_by_its_successor(sqlite: Database) -> None:
    script = Script(lambda message, times: "refused" if message.sequence == 1 and times < 4 else "confirmed")
    commit(sqlite, ["a", "a", "b"])
    with running(Relay("registration", sqlite, script)) as relay:
        assert eventually(lambda: len(script.accepted) == 3)
        assert relay.counts.refused == 3
    assert [message.sequence for message in script.accepted] == [3, 1, 2]


def test_unroutable_event_is_counted_and_passed(sqlite: Database) -> None:
    script = Script(lambda message, _: "unroutable" if message.subject == "a" else "confirmed")
    commit(sqlite, ["a", "b"])
    with running(Relay("registration", sqlite, script)) as relay:
        assert eventually(lambda: saved(sqlite) == 2)
        assert relay.counts.unroutable == 1


def test_lost_connection_is_made_again_and_everything_sent(sqlite: Database) -> None:
    script = Script(lambda message, times: "down" if message.sequence == 3 and times < 3 else "confirmed")
    commit(sqlite, ["a", "b", "c", "a", "c"])
    with running(Relay("registration", sqlite, script)) as relay:
        assert eventually(lambda: saved(sqlite) == 5)
        assert relay.counts.disconnected == 2
    for subject in "abc":
        numbers = [message.sequence for message in script.accepted if message.subject == subject]
        assert list(dict.fromkeys(numbers)) == sorted(set(numbers))
    assert {message.sequence for message in script.accepted} == {1, 2, 3, 4, 5}


def test_absent_broker_is_waited_for(sqlite: Database) -> None:
    @dataclass
    class Absent(Script):
        def publisher(self) -> ScriptedPublisher:
            made = super().publisher()
            if self.connections < 4:
                raise BusDown("connection refused")
            return made

    script = Absent(lambda *_: "confirmed")
    commit(sqlite, ["a"])
    with running(Relay("registration", sqlite, script)):
        assert eventually(lambda: subjects(script) == ["a"])


def test_poison_row_is_set_aside_and_the_others_go_on(database: Database) -> None:
    script = Script(lambda message, _: "poison" if message.subject == "bad" else "confirmed")
    commit(database, ["a", "bad", "b", "c", "bad", "d"])
    with running(Relay("registration", database, script)) as relay:
        assert eventually(lambda: saved(database) == 6)
        assert relay.counts.poisoned == 2
    assert set(subjects(script)) == {"a", "b", "c", "d"}
    with database.read() as session:
        assert session.execute(select(tables.relay_poison.c.outbox_id, tables.relay_poison.c.reason)).all() == [
            (2, "406 too large"),
            (5, "406 too large"),
        ]


def test_message_that_cannot_even_be_written_is_set_aside(sqlite: Database) -> None:
    """The real frames refuse a routing key of more than 255 bytes; the column allows 100 characters, so 400 bytes."""

    class Unwritable(ScriptedPublisher):
        def publish(self, message: Message) -> int:
            if message.subject == "bad":
                raise MessageRefused("cannot be sent")
            return super().publish(message)

    @dataclass
    class Bus(Script):
        def publisher(self) -> ScriptedPublisher:
            return Unwritable(self)

    script = Bus(lambda *_: "confirmed")
    commit(sqlite, ["a", "bad", "b"])
    with running(Relay("registration", sqlite, script)):
        assert eventually(lambda: saved(sqlite) == 3)
    assert set(subjects(script)) == {"a", "b"}


def test_blocked_broker_is_sent_nothing_until_it_is_free(sqlite: Database) -> None:
    script = Script(lambda *_: "confirmed", blocked=True)
    commit(sqlite, ["a"])
    with running(Relay("registration", sqlite, script)) as relay:
        assert eventually(lambda: relay.blocked)
        assert relay.lag().rows == 1
        assert script.accepted == []
        script.blocked = False
        assert eventually(lambda: subjects(script) == ["a"])


def test_silent_broker_is_left(sqlite: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("chassis.events.relay.CONFIRM", 0.2)

    class Silent(ScriptedPublisher):
        def settle(self, timeout: float) -> Sequence[Settled]:
            return [] if self.script.connections == 1 else super().settle(timeout)

    @dataclass
    class Bus(Script):
        def publisher(self) -> ScriptedPublisher:
            self.connections += 1
            return Silent(self)

    script = Bus(lambda *_: "confirmed")
    commit(sqlite, ["a"])
    with running(Relay("registration", sqlite, script)):
        assert eventually(lambda: saved(sqlite) == 1)
    assert subjects(script) == ["a", "a"]
