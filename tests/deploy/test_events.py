from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import func, insert, select

from chassis.clock import now
from chassis.events import parking
from chassis.events.bus import Message
from chassis.storage import ids
from chassis.storage.engine import Database
from chassis.storage.tables import audit, outbox, parked
from deploy.databases import migrate_all
from deploy.parts import settings_of
from tests.deploy.copies.places import environment
from tests.deploy.running import invoke

KIND = "registration.entry.withdrawn.v1"


@pytest.fixture
def place(tmp_path: Path) -> Iterator[dict[str, str]]:
    """Databases with one event that registration told and judging could not apply."""
    place = {"EGRET_DATA": str(tmp_path), "EGRET_SECRET": "s" * 32}
    with environment(tmp_path, {}):
        migrate_all(lambda _line: None)
        yield place


@pytest.fixture
def event_id(place: dict[str, str]) -> UUID:
    """The event's id."""
    made = ids.new_id()
    told = {"event_id": str(made), "type": KIND, "subject": "entry-1", "body": b'{"number": "XM5G04-0001"}'}
    registration = Database(settings_of("registration").database_url("registration"))
    with registration.write() as session:
        session.execute(insert(outbox).values(**told, traceparent="00-a", created_at=now()))
    registration.close()
    message = Message(str(made), "registration", KIND, "entry-1", now(), told["body"], sequence=1)
    with opened("judging") as judging, judging.write() as session:
        row = parking.row("judging", message, parking.DEAD, "Trace …\nKeyError: 'title'", holds=True)
        parking.park(session.connection(), [row])
    return made


class opened:  # noqa: N801  reads as a verb
    """A part's database, for a while."""

    def __init__(self, part: str) -> None:
        self.database = Database(settings_of(part).database_url(part))

    def __enter__(self) -> Database:
        return self.database

    def __exit__(self, *_: object) -> None:
        self.database.close()


def egret(place: dict[str, str], *arguments: str) -> str:
    """What a command says."""
    done = invoke(*arguments, **place)
    assert done.exit_code == 0, done.stderr
    return done.stdout


def test_status_counts_what_is_parked_and_fails_a_check(place: dict[str, str], event_id: UUID) -> None:
    (line,) = [line for line in egret(place, "status").splitlines() if line.startswith("judging")]
    assert line.split()[-2:] == ["dead", "1"]
    assert invoke("status", "--check", **place).exit_code == 1


def test_status_counts_what_has_not_arrived(place: dict[str, str], event_id: UUID) -> None:
    with opened("registration") as registration, registration.write() as session:
        told = {"event_id": str(ids.new_id()), "type": KIND, "subject": "s", "body": b"{}", "traceparent": ""}
        session.execute(insert(outbox).values(**told, created_at=now()))
    (line,) = [line for line in egret(place, "status").splitlines() if line.startswith("judging")]
    assert "registration 1" in line


def test_list_filters_by_subject(place: dict[str, str], event_id: UUID) -> None:
    assert str(event_id) in egret(place, "events", "list", "registration", "--subject", "entry-1")
    assert egret(place, "events", "list", "registration", "--subject", "entry-2") == ""


def test_show_tells_the_content_and_what_became_of_it(place: dict[str, str], event_id: UUID) -> None:
    said = egret(place, "events", "show", str(event_id))
    assert '"number": "XM5G04-0001"' in said
    assert "judging: parked as 1: dead after 0 attempts, KeyError: 'title'" in said
    assert "notify: not applied" in said


def test_parked_and_groups_name_the_cause(place: dict[str, str], event_id: UUID) -> None:
    assert "KeyError: 'title'" in egret(place, "events", "parked")
    assert KIND in egret(place, "events", "groups", "judging")
    assert egret(place, "events", "parked", "notify") == ""


def test_replay_of_a_group_makes_it_due_and_is_audited(place: dict[str, str], event_id: UUID) -> None:
    cause = egret(place, "events", "groups", "judging").split()[2]
    assert egret(place, "events", "replay", "judging", "--group", cause) == "1 events are tried again.\n"
    with opened("judging") as judging, judging.read() as session:
        row = session.execute(select(parked)).one()
        assert (row.state, row.next_at <= now()) == ("retry", True)
        assert session.scalar(select(audit.c.actor)) == "command-line"


def test_replay_of_nothing_in_particular_is_refused(place: dict[str, str], event_id: UUID) -> None:
    assert invoke("events", "replay", "judging", **place).exit_code == 2


def test_discard_needs_a_reason_and_keeps_the_event_on_record(place: dict[str, str], event_id: UUID) -> None:
    assert invoke("events", "discard", "judging", "1", **place).exit_code == 2
    egret(place, "events", "discard", "judging", "1", "--reason", "the entry is gone")
    with opened("judging") as judging, judging.read() as session:
        assert session.scalar(select(parked.c.state)) == "discarded"
        assert session.scalar(select(func.count()).select_from(audit)) == 1
    again = invoke("events", "discard", "judging", "1", "--reason", "again", **place)
    assert again.exit_code == 1
    assert "already-discarded" in again.stderr
