"""Killed at every named point between a commit and a saved position: every committed event arrives, no other does."""

import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import func, select

from chassis.events.bus.amqp import AmqpSubscriber
from chassis.storage import tables
from chassis.storage.engine import Database
from contracts.registration import EntryWithdrawn
from tests.broker.patience import TidyBus, eventually
from tests.patience import PATIENCE

PRODUCER = [sys.executable, str(Path(__file__).with_name("producer.py"))]
ROOT = Path(__file__).parents[2]
COUNT = 60

pytestmark = pytest.mark.slow


@pytest.fixture
def subscriber(bus: TidyBus) -> AmqpSubscriber:
    return bus.subscriber("notify", [EntryWithdrawn.TYPE])


def start(database: Database, broker_url: str, count: int, crash_at: str = "") -> subprocess.Popen[str]:
    environment = {**os.environ, "EGRET_CRASH_AT": crash_at, "PYTHONPATH": str(ROOT)}
    arguments = [database.url.render_as_string(), broker_url, str(count)]
    return subprocess.Popen([*PRODUCER, *arguments], env=environment, stdout=subprocess.PIPE, text=True)


def outbox(database: Database) -> list[str]:
    with database.read() as session:
        return list(session.scalars(select(tables.outbox.c.event_id).order_by(tables.outbox.c.id)))


def arrivals(subscriber: AmqpSubscriber, expected: int) -> list[tuple[str, str]]:
    """Event ids and subjects in the order they came, until so many different ones are here and it is quiet."""
    taken: list[tuple[str, str]] = []

    def quiet() -> bool:
        batch = subscriber.fetch(200, 0.3)
        taken.extend((delivery.message.id, delivery.message.subject) for delivery in batch)
        return not batch and len({identity for identity, _ in taken}) >= expected

    assert eventually(quiet)
    return taken


@pytest.mark.parametrize(
    "point",
    [
        "outbox.emitted:20",
        "outbox.committed:20",
        "relay.published:1",
        "relay.published:20",
        "relay.confirmed:1",
        "relay.confirmed:20",
        "relay.position-saved:1",
        "relay.position-saved:3",
    ],
)
def test_event_survives_a_crash(point: str, database: Database, subscriber: AmqpSubscriber, broker_url: str) -> None:
    with start(database, broker_url, COUNT, point) as killed:
        told = killed.stdout.read().split()
    assert killed.returncode == -signal.SIGKILL
    committed = outbox(database)
    assert len(committed) >= len(told) - 1
    with start(database, broker_url, 0) as again:
        assert again.wait(PATIENCE) == 0
    taken = arrivals(subscriber, len(committed))
    assert {identity for identity, _ in taken} == set(committed)
    for subject in {subject for _, subject in taken}:
        first = list(dict.fromkeys(identity for identity, about in taken if about == subject))
        assert first == sorted(first, key=committed.index)


def test_leader_frozen_past_its_lease_is_fenced_when_it_wakes(
    database: Database, subscriber: AmqpSubscriber, broker_url: str
) -> None:
    with start(database, broker_url, COUNT) as frozen:
        assert frozen.stdout.readline() == "ready\n"
        for _ in range(10):
            frozen.stdout.readline()
        freeze(frozen, database)
        with start(database, broker_url, COUNT) as successor:
            assert eventually(lambda: epoch(database) == 2)
            assert successor.wait(PATIENCE) == 0
        saved = position(database)
        assert saved >= COUNT
        frozen.send_signal(signal.SIGCONT)
        assert frozen.wait(PATIENCE) == 0
    committed = outbox(database)
    assert len(committed) == 2 * COUNT
    assert position(database) == 2 * COUNT
    taken = arrivals(subscriber, len(committed))
    assert {identity for identity, _ in taken} == set(committed)
    for subject in {subject for _, subject in taken}:
        first = list(dict.fromkeys(identity for identity, about in taken if about == subject))
        assert first == sorted(first, key=committed.index)


def freeze(process: subprocess.Popen[str], database: Database) -> None:
    """Stop the process while it does not hold the write lock, which nobody could take from it."""
    while True:
        process.send_signal(signal.SIGSTOP)
        with closing(sqlite3.connect(database.url.database or "", timeout=0.05)) as connection:
            try:
                connection.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError:
                process.send_signal(signal.SIGCONT)
            else:
                return


def epoch(database: Database) -> int:
    with database.read() as session:
        return session.scalar(select(func.max(tables.relay_state.c.epoch))) or 0


def position(database: Database) -> int:
    with database.read() as session:
        return session.scalar(select(tables.relay_state.c.position)) or 0
