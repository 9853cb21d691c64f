"""A part's threads: they start together, end in time, and say how they are."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from chassis import clock
from chassis.app import create_app
from chassis.config import ConfigError, Settings
from chassis.events import worker as working
from chassis.events.bus.embedded import EmbeddedBus
from chassis.events.feed import note_position
from chassis.events.purge import KEEP
from chassis.events.worker import Worker
from chassis.http.clients import clients
from chassis.storage.engine import Database
from chassis.storage.jobs import Job, JobRunner
from chassis.testing import deliver, emitted, settle
from tests.chassis.events.ledgers import steps, until
from tests.faults import toy
from tests.patience import PATIENCE


@pytest.fixture
def databases(tmp_path: Path) -> Iterator[tuple[Database, Database]]:
    """Of the toy and of the ledger."""
    told, ledger = (toy.create(Database(f"sqlite:///{tmp_path / name}.db")) for name in ("toy", "ledger"))
    yield told, ledger
    told.close()
    ledger.close()


@pytest.fixture
def workers(settings: Settings, databases: tuple[Database, Database]) -> Iterator[list[Worker]]:
    """Both parts in one process, as the embedded mode has them; not started."""
    bus = EmbeddedBus()
    reach = clients(settings, {"toy": create_app(toy.TOY, settings, databases[0])})
    both = [
        Worker(part, settings, bus, reach, database, heard_by=())
        for part, database in zip((toy.TOY, toy.LEDGER), databases, strict=True)
    ]
    yield both
    for worker in both:
        worker.stop()
    assert all(worker.join() for worker in both)


def start(workers: list[Worker]) -> None:
    for worker in workers:
        worker.start()


def test_event_goes_from_part_to_part(workers: list[Worker], databases: tuple[Database, Database]) -> None:
    toy.step(databases[0], "ann", 1)
    start(workers)
    for number in range(2, 30):
        toy.step(databases[0], f"w{number % 3}", number)
    settle(workers)
    assert len(steps(databases[1])) == 29
    assert toy.judge(*databases).clean


def test_settling_names_what_is_open(workers: list[Worker], databases: tuple[Database, Database]) -> None:
    toy.step(databases[0], "ann", 1)
    with pytest.raises(TimeoutError, match="ledger lacks 1 events of toy"):
        settle(workers, timeout=0.01)


def test_status_tells_lag_parked_and_positions(workers: list[Worker], databases: tuple[Database, Database]) -> None:
    toy.step(databases[0], "ann", 1, "fail")
    start(workers)
    until(lambda: workers[1].status()["parked"]["retry"] == 1)
    until(lambda: workers[0].status()["relay"]["leading"])
    until(lambda: workers[1].status()["consumer"]["positions"] == {"toy": 1})
    status = workers[1].status()
    assert status["parked"] == {"retry": 1, "held": 0, "dead": 0}
    assert status["consumer"]["connected"]


def test_stopping_ends_every_thread(workers: list[Worker]) -> None:
    before = threading.active_count()
    start(workers)
    for worker in workers:
        worker.stop()
    assert all(worker.join() for worker in workers)
    assert threading.active_count() == before


def test_nothing_starts_before_start(workers: list[Worker]) -> None:
    assert not [thread for thread in threading.enumerate() if thread.name.startswith(("toy.", "ledger."))]


def test_part_listened_to_must_be_known(settings: Settings, sqlite_ledger: Database) -> None:
    with pytest.raises(ConfigError, match="EGRET_SERVICES"):
        Worker(toy.LEDGER, settings, EmbeddedBus(), {}, sqlite_ledger, heard_by=())


def test_jobs_run_again_and_again_and_failures_are_counted(settings: Settings, sqlite_ledger: Database) -> None:
    def odd(_database: Database, _settings: Settings) -> None:
        if runner.ran == 1 and not runner.failed:
            raise ValueError("once")

    runner = JobRunner("ledger", Job("odd", 0.001, odd), sqlite_ledger, settings)
    stop = threading.Event()
    thread = threading.Thread(target=runner.run, args=(stop,))
    thread.start()
    until(lambda: runner.ran >= 3)
    stop.set()
    thread.join()
    assert runner.failed == 1


def test_job_runs_in_one_process_at_a_time(settings: Settings, ledger: Database) -> None:
    inside, leave = threading.Event(), threading.Event()

    def slow(_database: Database, _settings: Settings) -> None:
        inside.set()
        leave.wait(PATIENCE)

    first, second = (JobRunner("ledger", Job("slow", 1, slow), ledger, settings) for _ in range(2))
    thread = threading.Thread(target=first.run_once)
    thread.start()
    assert inside.wait(PATIENCE)
    second.run_once()
    assert second.ran == 0
    leave.set()
    thread.join()
    second.run_once()
    assert (first.ran, second.ran) == (1, 1)


def test_nothing_is_purged_before_everybody_who_listens_has_told_a_position(
    settings: Settings, sqlite_ledger: Database
) -> None:
    with clock.frozen(clock.now() - 2 * KEEP):
        for number in (1, 2):
            toy.step(sqlite_ledger, "ann", number)
    worker = Worker(toy.TOY, settings, EmbeddedBus(), {}, sqlite_ledger, heard_by=("ledger", "archive"))
    (runner,) = [runner for runner in worker.jobs if runner.job.name == "purge-outbox"]
    left = []
    for consumer in worker.part.name, "ledger", "archive":
        note_position(sqlite_ledger, "toy", consumer, 2)
        runner.run_once()
        left.append(len(emitted(sqlite_ledger)))
    assert (left, runner.failed) == ([2, 2, 1], 0)


def test_worker_over_a_broker_listens_for_other_processes(settings: Settings, sqlite_ledger: Database) -> None:
    worker = Worker(toy.TOY, replace(settings, broker="amqp://nowhere"), EmbeddedBus(), {}, sqlite_ledger, heard_by=())
    worker.start()
    other = Database(str(sqlite_ledger.url))
    toy.step(other, "ann", 1)
    until(lambda: worker.relay.counts.unroutable == 1)
    other.close()
    worker.stop()
    assert worker.join()
    assert working.DRAIN <= 5


def test_delivered_event_goes_through_the_inbox(sqlite_ledger: Database) -> None:
    first = deliver(toy.LEDGER, sqlite_ledger, toy.StepTaken(walker="ann", number=1))
    deliver(toy.LEDGER, sqlite_ledger, toy.StepTaken(walker="ann", number=1), event_id=first)
    assert steps(sqlite_ledger) == [("ann", 1)]


def test_delivered_event_that_fails_says_why(sqlite_ledger: Database) -> None:
    with pytest.raises(AssertionError, match="told to fail"):
        deliver(toy.LEDGER, sqlite_ledger, toy.StepTaken(walker="ann", number=1, mode="fail"))


def test_emitted_events_come_back_as_they_were(sqlite_ledger: Database) -> None:
    toy.step(sqlite_ledger, "ann", 1)
    assert emitted(sqlite_ledger) == [toy.StepTaken(walker="ann", number=1)]
