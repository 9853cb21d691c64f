"""`egret bench backbone`: throughput and latency of events, the long outbox, memory of the embedded product."""

import argparse
import tempfile
import threading
import time
from pathlib import Path

from sqlalchemy import func, select, text

from bench import raw, stage
from bench.memory import embedded_memory
from bench.report import Report
from chassis import clock
from chassis.events.bus.amqp import AmqpBus
from chassis.events.bus.embedded import EmbeddedBus
from chassis.events.relay import Relay
from chassis.storage import tables
from chassis.storage.engine import Database
from tests.provision.rabbitmq import RabbitMQ
from tests.provision.vhosts import create


def relay_rate(source: Database, broker: str, count: int) -> float:
    """Events a second from a preloaded outbox to the last confirm, into a queue that nobody reads."""
    AmqpBus(broker).subscriber("sink", [stage.ThingHappened.TYPE]).close()
    relay, stop = Relay("source", source, AmqpBus(broker)), threading.Event()
    thread = threading.Thread(target=relay.run, args=(stop,))
    begun = time.perf_counter()
    thread.start()
    stage.wait_for(lambda: relay.counts.confirmed >= count)
    rate = count / (time.perf_counter() - begun)
    stop.set()
    thread.join()
    return rate


def apply_rate(folder: Path, broker: str, count: int) -> float:
    """Events a second from a preloaded outbox to the last committed effect; relay and consumer in own processes."""
    source, own = (stage.open_database(f"sqlite:///{folder / name}.db") for name in ("source", "sink"))
    stamps = stage.Stamps(count)
    consuming = (stage.run_consumer, str(source.url), str(own.url), broker, stamps)
    with stage.process(*consuming):
        stage.wait_for(lambda: _queue_stands(broker))
        stage.preload(source, count)
        with stage.process(stage.run_relay, str(source.url), broker):
            stage.wait_for(lambda: all(stamps.applied[::97]) and all(stamps.applied))
    applied: list[float] = sorted(stamps.applied)
    settled = count // 20  # the first events wait for the processes to start
    return (count - settled) / (applied[-1] - applied[settled])


def _queue_stands(broker: str) -> bool:
    try:
        with raw.channel(broker) as channel:
            return bool(channel.queue_declare("q.sink.v1", passive=True).consumer_count)
    except Exception:
        return False


def broker_latency(folder: Path, broker: str, rate: float, seconds: float) -> list[float]:
    """Commit to applied over RabbitMQ: web process, relay process, consumer process."""
    source, own = (stage.open_database(f"sqlite:///{folder / name}.db") for name in ("source", "sink"))
    warm, stamps = int(rate), stage.Stamps(int(rate * (seconds + 1)))
    consuming = (stage.run_consumer, str(source.url), str(own.url), broker, stamps)
    with stage.process(*consuming), stage.process(stage.run_relay, str(source.url), broker):
        stage.wait_for(lambda: _queue_stands(broker))
        time.sleep(1)
        stage.tell(source, stamps, rate)
        stage.wait_for(lambda: all(stamps.applied))
    return stamps.latencies()[warm:]


def embedded_latency(folder: Path, rate: float, seconds: float) -> list[float]:
    """Commit to applied within one process."""
    source, own = (stage.open_database(f"sqlite:///{folder / name}.db") for name in ("source", "sink"))
    bus, stop, stamps = EmbeddedBus(), threading.Event(), stage.Stamps(int(rate * (seconds + 1)))
    relay = Relay("source", source, bus, start_at_head=True)
    threads = [
        threading.Thread(target=stage.consume, args=(stop, source, own, bus, stamps)),
        threading.Thread(target=relay.run, args=(stop,)),
    ]
    for thread in threads:
        thread.start()
    time.sleep(0.5)
    stage.tell(source, stamps, rate)
    stage.wait_for(lambda: all(stamps.applied))
    stop.set()
    for thread in threads:
        thread.join()
    return stamps.latencies()[int(rate) :]


def long_outbox(folder: Path, count: int) -> tuple[float, str]:
    """Seconds until a relay publishes its first event behind `count` settled ones, and how the rows are found."""
    source, bus = stage.open_database(f"sqlite:///{folder / 'long'}.db"), EmbeddedBus()
    stage.preload(source, count)
    bus.subscriber("sink", [stage.ThingHappened.TYPE])
    with source.write() as session:
        head = session.scalar(select(func.max(tables.outbox.c.id))) - 1
        lease = {"name": "source", "epoch": 1, "position": head, "leader": "", "lease_until": _past()}
        session.execute(tables.relay_state.insert().values(lease))
        plan = session.execute(text("EXPLAIN QUERY PLAN SELECT * FROM outbox WHERE id > 5 ORDER BY id LIMIT 200")).all()
    relay, stop = Relay("source", source, bus), threading.Event()
    thread = threading.Thread(target=relay.run, args=(stop,))
    begun = time.perf_counter()
    thread.start()
    stage.wait_for(lambda: relay.counts.confirmed >= 1)
    took = time.perf_counter() - begun
    stop.set()
    thread.join()
    return took, str(plan[0].detail)


def _past() -> object:
    return clock.now().replace(year=2000)


def main() -> None:
    """Measure everything and print one table."""
    parser = argparse.ArgumentParser(prog="egret bench backbone")
    parser.add_argument("--events", type=int, default=20_000)
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--rate", type=float, default=200)
    parser.add_argument("--rows", type=int, default=1_000_000)
    given = parser.parse_args()
    report = Report("Event backbone")
    with tempfile.TemporaryDirectory(prefix="egret-bench-") as name:
        folder = Path(name)
        server = RabbitMQ().start()
        try:
            _broker_figures(report, server, folder, given)
        finally:
            server.close()
        latencies = embedded_latency(_fresh(folder, "embedded"), given.rate, given.seconds)
        report.latency("commit to applied, embedded", latencies, "p50 <= 1.5 ms, p99 <= 5 ms")
        took, plan = long_outbox(_fresh(folder, "long"), given.rows)
        report.figure(f"relay start, outbox of {given.rows:,} rows", f"{took:.2f} s", "<= 1 s", plan)
    memory = embedded_memory(views=1000)
    report.figure("embedded memory, demo and 1,000 page views", f"{memory / 2**20:.0f} MB", "<= 180 MB")
    report.show()


def _broker_figures(report: Report, server: RabbitMQ, folder: Path, given: argparse.Namespace) -> None:
    for name in ("raw", "relay", "apply", "latency"):
        create(server.api_url, name)
    plain, count = f"{server.url}/raw", given.events
    raw.declare(plain, "raw")
    raw_publish = raw.publish(plain, "raw", count)
    raw_apply = raw.consume_and_store(plain, "raw", count, _fresh(folder, "raw"))
    source = stage.open_database(f"sqlite:///{_fresh(folder, 'relay') / 'source'}.db")
    stage.preload(source, count)
    report.rate("relay with confirms", relay_rate(source, f"{server.url}/relay", count), raw_publish, 0.7)
    applied = apply_rate(_fresh(folder, "apply"), f"{server.url}/apply", count)
    report.rate("relay and apply, outbox preloaded", applied, raw_apply, 0.5)
    raw.declare(plain, "straight")
    straight = raw.straight(plain, "straight", given.rate, given.seconds / 2)
    latencies = broker_latency(_fresh(folder, "latency"), f"{server.url}/latency", given.rate, given.seconds)
    aim = "p50 <= 4 ms, p99 <= 15 ms"
    report.latency(f"commit to applied, RabbitMQ, {given.rate:.0f}/s", latencies, aim, straight)


def _fresh(folder: Path, name: str) -> Path:
    (folder / name).mkdir()
    return folder / name


if __name__ == "__main__":
    main()
