"""The relay carries every row, in order, soon."""

from chassis.events.bus.embedded import EmbeddedBus
from chassis.events.relay import Relay
from chassis.storage.engine import Database
from tests.chassis.events.scripted import Script, eventually, running, saved, subjects
from tests.rows import KIND, commit


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
