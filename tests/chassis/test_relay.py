"""The relay against brokers that behave, refuse, break and come back."""

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest
from sqlalchemy import select, text

from chassis import tables
from chassis.bus import Bus, BusDown, Message, MessageRefused, Settled
from chassis.bus.embedded import EmbeddedBus
from chassis.db import Database
from chassis.relay import Relay
from tests.rows import KIND, commit


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    database = Database(database_url)
    tables.metadata.create_all(database.engine)
    yield database
    database.close()


@pytest.fixture
def sqlite(tmp_path) -> Iterator[Database]:
    database = Database(f"sqlite:///{tmp_path / 'part.db'}")
    tables.metadata.create_all(database.engine)
    yield database
    database.close()


def eventually(holds: Callable[[], bool], seconds: float = 20.0) -> bool:
    """Whether it comes to hold in time."""
    deadline = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.005)
    return True


@contextmanager
def running(relay: Relay) -> Iterator[Relay]:
    """The relay in a thread of its own."""
    stop = threading.Event()
    thread = threading.Thread(target=relay.run, args=(stop,))
    thread.start()
    try:
        yield relay
    finally:
        stop.set()
        relay._database.doorbell.ring()
        thread.join(20)
        assert not thread.is_alive()


@dataclass
class Script:
    """A bus that does to each message what `fate` says, and keeps the accepted ones in order."""

    fate: Callable[[Message, int], str]
    accepted: list[Message] = field(default_factory=list)
    seen: dict[str, int] = field(default_factory=dict)
    connections: int = 0
    blocked: bool = False

    def publisher(self) -> "ScriptedPublisher":
        self.connections += 1
        return ScriptedPublisher(self)

    def subscriber(self, consumer: str, types: Sequence[str]) -> None:
        raise NotImplementedError


class ScriptedPublisher:
    def __init__(self, script: Script) -> None:
        self.script, self.tag = script, 0
        self.settled: list[Settled] = []
        self.poison: str | None = None

    @property
    def blocked(self) -> bool:
        return self.script.blocked

    def publish(self, message: Message) -> int:
        times = self.script.seen[message.id] = self.script.seen.get(message.id, 0) + 1
        fate = self.script.fate(message, times)
        if fate == "down":
            raise BusDown("scripted")
        self.tag += 1
        if fate == "poison":
            self.poison = message.subject
        else:
            if fate == "confirmed":
                self.script.accepted.append(message)
            self.settled.append(Settled(self.tag, fate))
        return self.tag

    def settle(self, timeout: float) -> Sequence[Settled]:
        if self.poison:
            raise MessageRefused("406 too large")
        if self.script.blocked:
            time.sleep(0.01)
            return []
        settled, self.settled = self.settled, []
        return settled

    def close(self) -> None:
        pass


def subjects(script: Script) -> list[str]:
    return [message.subject for message in script.accepted]


def saved(database: Database) -> int:
    with database.read() as session:
        return session.scalar(select(tables.relay_state.c.position)) or 0


def test_rows_arrive_as_messages_and_the_position_is_saved(database: Database) -> None:
    bus = EmbeddedBus()
    subscriber = bus.subscriber("notify", [KIND])
    commit(database, ["a", "b"], body=b'{"title":"\xe5\x9b\xa2\xe9\x98\x9f"}')
    with running(Relay("registration", database, bus)):
        first = subscriber.fetch(1, 20)[0].message
        assert eventually(lambda: saved(database) == 2)
    assert first
    assert (first.source, first.type, first.subject, first.sequence) == ("registration", KIND, "a", 1)
    assert first.body == b'{"title":"\xe5\x9b\xa2\xe9\x98\x9f"}'


def test_row_committed_later_is_noticed(database: Database) -> None:
    script = Script(lambda *_: "confirmed")
    with running(Relay("registration", database, script)) as relay:
        assert eventually(lambda: relay.leading)
        commit(database, ["a"])
        assert eventually(lambda: subjects(script) == ["a"])


def test_row_nobody_rang_for_is_noticed_too(sqlite: Database) -> None:
    script = Script(lambda *_: "confirmed")
    with running(Relay("registration", sqlite, script)) as relay:
        assert eventually(lambda: relay.leading)
        stranger = Database(sqlite.url.render_as_string())
        commit(stranger, ["a"])
        stranger.close()
        assert eventually(lambda: subjects(script) == ["a"])


def test_more_rows_than_fit_are_all_carried(sqlite: Database) -> None:
    script = Script(lambda *_: "confirmed")
    names = [str(number) for number in range(6500)]
    commit(sqlite, names)
    with running(Relay("registration", sqlite, script)):
        assert eventually(lambda: saved(sqlite) == 6500)
    assert subjects(script) == names


def test_burst_about_one_subject_keeps_its_order(sqlite: Database) -> None:
    """Ready again the moment it settles: nothing is left lying until the next doorbell."""
    script = Script(lambda *_: "confirmed")
    commit(sqlite, ["a"] * 500)
    with running(Relay("registration", sqlite, script)):
        assert eventually(lambda: len(script.accepted) == 500)
    assert [message.sequence for message in script.accepted] == list(range(1, 501))


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
    monkeypatch.setattr("chassis.relay.CONFIRM", 0.2)

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
            thaw.wait(20)
        return "confirmed"

    script = Script(fate)
    first, second = Relay("registration", sqlite, script), Relay("registration", sqlite, script)
    first._lease.seconds = second._lease.seconds = 0.5
    with running(first), running(second):
        assert eventually(lambda: first.leading or second.leading)
        commit(sqlite, ["freeze", "a"])
        assert frozen.wait(20)
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
