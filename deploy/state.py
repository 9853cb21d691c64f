"""How the parts are doing, read from their databases alone: it works whether or not the product runs."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pika
from pika.exceptions import AMQPError
from sqlalchemy import func, select
from sqlalchemy.exc import DBAPIError

from chassis import clock
from chassis.config import EMBEDDED, ConfigError
from chassis.events import parked
from chassis.events.applier import Applier
from chassis.events.backlog import Backlog
from chassis.events.catchup import Subscriptions
from chassis.events.feed import Log
from chassis.storage import broker_state as broker
from chassis.storage.engine import Database
from chassis.storage.tables import outbox, relay_state
from deploy.parts import PARTS, settings_of

ANSWER = 5.0
"""Seconds that the broker gets to answer."""


@dataclass(frozen=True)
class PartState:
    """One part, as its database tells."""

    name: str
    told: int
    """Events in its log."""
    unsent: int | None
    """Events that the relay has not had confirmed; None where everything runs in one process."""
    oldest: float
    """Seconds since the oldest of them was written."""
    missing: dict[str, int]
    """Events neither applied nor parked, by the part that told them."""
    parked: dict[str, int]
    """Parked events by state."""

    @property
    def settled(self) -> bool:
        """Whether nothing is under way and nothing waits for a person."""
        return not self.unsent and not any(self.missing.values()) and not any(self.parked.values())


def broker_of(opened: dict[str, Database], url: str) -> str:
    """How the broker does: asked directly, and as the relays say. "" where all is well, or there is none."""
    if url == EMBEDDED:
        return broker.WELL
    asked = ask(url)
    told = set()
    for database in opened.values():
        with database.read() as session:
            told.add(broker.last_told(session, embedded=False).state)
    return next((state for state in (broker.AWAY, broker.BLOCKED) if state in {asked, *told}), broker.WELL)


def ask(url: str) -> str:
    """Whether the broker can be reached and takes a message, which goes nowhere."""
    parameters = pika.URLParameters(url)
    parameters.socket_timeout = parameters.stack_timeout = parameters.blocked_connection_timeout = ANSWER
    blocked: list[object] = []
    try:
        connection = pika.BlockingConnection(parameters)
        connection.add_on_connection_blocked_callback(lambda *_: blocked.append(True))
        with closing(connection):
            connection.channel().basic_publish("", "egret.nowhere", b"")
            connection.process_data_events(0.5)
    except (AMQPError, OSError):
        return broker.BLOCKED if blocked else broker.AWAY
    return broker.BLOCKED if blocked else broker.WELL


@contextmanager
def databases() -> Iterator[dict[str, Database]]:
    """The databases of all parts, open. Raises ConfigError where there is none yet."""
    urls = {name: settings_of(name).database_url(name) for name in PARTS}
    for url in urls.values():
        if url.startswith("sqlite") and not Path(url.removeprefix("sqlite:///")).exists():
            raise ConfigError(f"There is no database at {url.removeprefix('sqlite:///')} yet: run ./egret up first.")
    opened = {name: Database(url, pool_size=2) for name, url in urls.items()}
    try:
        yield opened
    except DBAPIError as error:
        raise ConfigError(f"A database cannot be read: {error.orig}. Has ./egret up or ./egret migrate run?") from error
    finally:
        for database in opened.values():
            database.close()


def look(opened: dict[str, Database], *, embedded: bool) -> list[PartState]:
    """The state of every part; those in one process have no broker for which anything could wait."""
    logs = {name: Log(database) for name, database in opened.items()}
    return [_look_at(name, database, logs, embedded) for name, database in opened.items()]


def _look_at(name: str, database: Database, logs: dict[str, Log], embedded: bool) -> PartState:
    part = PARTS[name]
    with database.read() as session:
        told = session.scalar(select(func.count()).select_from(outbox)) or 0
        position = session.scalar(select(relay_state.c.position).where(relay_state.c.name == name)) or 0
        waiting = parked.counts(session)
    missing: dict[str, int] = {}
    if part.handlers:
        subscriptions = Subscriptions(Applier(part, database), logs, part.listens_to)
        missing = {source: subscriptions.missing(source) for source in part.listens_to}
    if embedded:
        return PartState(name, told, None, 0.0, missing, waiting)
    unsent, since = Backlog(database).oldest(position)
    return PartState(name, told, unsent, (clock.now() - since).total_seconds() if since else 0.0, missing, waiting)
