"""`egret worker PART`: relay, consumer and jobs of one part."""

import signal
import threading

import click

from chassis import logs
from chassis.config import ConfigError, Settings
from chassis.events.bus.amqp import AmqpBus
from chassis.events.worker import Worker
from chassis.http.clients import clients
from chassis.storage.engine import Database
from deploy import folder
from deploy.child import orphaned
from deploy.parts import HEARD_BY, PARTS, settings_of


@click.command()
@click.argument("part", type=click.Choice(list(PARTS)))
def command(part: str) -> None:
    """Let events flow for one part until told to stop."""
    folder.enter()
    settings = settings_of(part)
    logs.setup(settings.log_level, part)
    stopping = threading.Event()
    for sign in (signal.SIGINT, signal.SIGTERM):
        signal.signal(sign, lambda *_: stopping.set())
    worker = start(part, settings)
    while not stopping.wait(1) and not orphaned():
        pass
    worker.stop()
    worker.join()


def start(part: str, settings: Settings, database: Database | None = None) -> Worker:
    """The worker of a part, begun. Raises ConfigError where there is no broker."""
    if settings.embedded:
        raise ConfigError("EGRET_BROKER must name a RabbitMQ: without one, run `egret up`, which needs none.")
    worker = Worker(
        PARTS[part], settings, AmqpBus(settings.broker), clients(settings), database, heard_by=HEARD_BY[part]
    )
    worker.start()
    return worker
