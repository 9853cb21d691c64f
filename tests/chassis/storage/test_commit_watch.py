"""Commits of one process are noticed in another."""

import subprocess
import sys
from collections.abc import Iterator

import pytest

from chassis.storage.commit_watch import Watch
from chassis.storage.engine import Database

OTHER = """
import sys
from chassis.storage.engine import Database, ring_once_committed
from chassis.storage.commit_watch import Watch
from chassis import clock
from chassis.storage import ids, tables
from sqlalchemy import insert
database = Database(sys.argv[1])
watch = Watch(database).start()
print("ready", flush=True)
for line in sys.stdin:
    with database.write() as session:
        session.execute(insert(tables.outbox).values(event_id=str(ids.new_id()), type="t", subject="s", body=b"{}",
                                                     traceparent="", created_at=clock.now()))
        ring_once_committed(session)
watch.close()
database.close()
"""


@pytest.fixture
def other(database: Database) -> Iterator[subprocess.Popen[str]]:
    """Another process that commits an event for every line it reads."""
    address = database.url.render_as_string(hide_password=False)
    with subprocess.Popen(
        [sys.executable, "-c", OTHER, address], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        assert process.stdout.readline() == "ready\n"
        yield process


def commit(process: subprocess.Popen[str]) -> None:
    assert process.stdin
    print(file=process.stdin, flush=True)


def watching(database: Database) -> Watch:
    """A watch that has begun: it rings once when it has."""
    seen = database.doorbell.rings
    watch = Watch(database).start()
    assert database.doorbell.wait(seen, 10)
    return watch


def settled(database: Database) -> int:
    """Rings so far, once it has been quiet for a while."""
    seen = database.doorbell.rings
    while database.doorbell.wait(seen, 0.3):
        seen = database.doorbell.rings
    return seen


def test_watch_rings_for_a_commit_of_another_process(database: Database, other: subprocess.Popen[str]) -> None:
    watch = watching(database)
    seen = settled(database)
    commit(other)
    assert database.doorbell.wait(seen, 10)
    watch.close()


def test_watch_does_not_ring_when_nothing_was_committed(database: Database, other: subprocess.Popen[str]) -> None:
    watch = watching(database)
    settled(database)
    assert not database.doorbell.wait(database.doorbell.rings, 0.5)
    watch.close()


def test_two_watching_processes_do_not_ring_each_other_for_ever(
    database: Database, other: subprocess.Popen[str]
) -> None:
    watch = watching(database)
    seen = settled(database)
    commit(other)
    assert database.doorbell.wait(seen, 10)
    assert settled(database) - seen < 5
    watch.close()


def test_without_a_watch_the_other_process_is_not_heard(database: Database, other: subprocess.Popen[str]) -> None:
    commit(other)
    assert not database.doorbell.wait(database.doorbell.rings, 0.3)
