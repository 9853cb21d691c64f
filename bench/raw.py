"""The raw limits: the least code that could publish with confirms, or consume and store, on this machine now."""

import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import amqp
from kombu import Connection

BODY = b'{"pad":"' + b"x" * 690 + b'"}'
WINDOW = 1000
BATCH = 200
QUORUM = {"x-queue-type": "quorum"}
HEADERS = {
    "cloudEvents_specversion": "1.0",
    "cloudEvents_type": "registration.entry.submitted.v1",
    "cloudEvents_source": "/egret/registration",
    "cloudEvents_id": "01a205cf-9073-7557-a5e0-4e10c81a1803",
    "cloudEvents_time": "2026-11-23T00:30:18.739800+00:00",
    "cloudEvents_subject": "01a205cf-9073-77a4-bcef-d4f8158f21a3",
    "cloudEvents_sequence": "1000000",
    "traceparent": "00-147a09c8b8e1a9235434aa45aae14c0d-52ec61883af91960-01",
}
"""What a CloudEvent in binary mode carries: the raw limit moves the same bytes as the product."""


@contextmanager
def channel(url: str) -> Iterator[Any]:
    """A bare py-amqp channel that does not look for `connection.blocked` before each publish."""
    with Connection(url) as connection:
        raw = connection.default_channel
        raw.connection.client_properties.setdefault("capabilities", {})["connection.blocked"] = False
        yield raw


def _message() -> amqp.Message:
    return amqp.Message(
        BODY,
        delivery_mode=2,
        content_type="application/json",
        message_id=HEADERS["cloudEvents_id"],
        type=HEADERS["cloudEvents_type"],
        app_id=HEADERS["cloudEvents_source"],
        application_headers=dict(HEADERS),
    )


def declare(url: str, queue: str) -> None:
    """An empty quorum queue."""
    with channel(url) as raw:
        raw.queue_delete(queue)
        raw.queue_declare(queue, durable=True, auto_delete=False, arguments=QUORUM)


def publish(url: str, queue: str, count: int) -> float:
    """Publish with a window of pipelined confirms; messages a second, the last confirm included."""
    with channel(url) as raw:
        raw.confirm_select()
        confirmed = 0

        def acked(tag: int, multiple: bool) -> None:
            nonlocal confirmed
            confirmed = max(confirmed, tag) if multiple else confirmed + 1

        raw.events["basic_ack"].add(acked)
        message = _message()
        begun = time.perf_counter()
        for sent in range(count):
            raw._basic_publish(message, exchange="", routing_key=queue, mandatory=True)
            while sent - confirmed >= WINDOW:
                raw.connection.drain_events(timeout=5)
        while confirmed < count:
            raw.connection.drain_events(timeout=5)
        return count / (time.perf_counter() - begun)


def consume_and_store(url: str, queue: str, count: int, folder: Path) -> float:
    """Consume, insert one row a message, commit and acknowledge per batch; messages a second."""
    store = sqlite3.connect(folder / "raw.db", isolation_level=None)
    store.execute("PRAGMA journal_mode=WAL")
    store.execute("PRAGMA synchronous=FULL")
    store.execute("CREATE TABLE seen (id INTEGER PRIMARY KEY, body BLOB)")
    waiting: list[tuple[int, bytes]] = []
    stored = 0
    with channel(url) as raw:
        raw.basic_qos(0, BATCH + 50, False)
        raw.basic_consume(queue, callback=lambda message: waiting.append((message.delivery_tag, message.body)))
        begun = time.perf_counter()
        while stored < count:
            raw.connection.drain_events(timeout=5)
            if len(waiting) < BATCH and stored + len(waiting) < count:
                continue
            store.execute("BEGIN")
            store.executemany("INSERT INTO seen VALUES (?, ?)", waiting)
            store.execute("COMMIT")
            raw.basic_ack(waiting[-1][0], multiple=True)
            stored += len(waiting)
            waiting.clear()
        rate = count / (time.perf_counter() - begun)
    store.close()
    return rate


def straight(url: str, queue: str, rate: float, seconds: float) -> list[float]:
    """Seconds from publish to delivery, nothing stored: the broker's own share of a latency."""
    times: list[float] = []
    with channel(url) as sender, channel(url) as receiver:
        receiver.basic_consume(
            queue, callback=lambda message: times.append(time.monotonic() - float(message.headers["at"])), no_ack=True
        )
        done = threading.Event()
        reader = threading.Thread(target=_drain, args=(receiver, done))
        reader.start()
        begun = time.monotonic()
        for number in range(int(rate * seconds)):
            time.sleep(max(0.0, begun + number / rate - time.monotonic()))
            message = _message()
            message.headers["at"] = str(time.monotonic())
            sender._basic_publish(message, exchange="", routing_key=queue)
        time.sleep(0.2)
        done.set()
        reader.join()
    return times


def _drain(raw: Any, done: threading.Event) -> None:
    while not done.is_set():
        try:
            raw.connection.drain_events(timeout=0.1)
        except TimeoutError:
            continue
