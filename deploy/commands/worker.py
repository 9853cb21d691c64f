"""`egret worker PART`: relay, consumer and jobs of one part."""

import signal
import threading

import click

from chassis import logs
from chassis.config import ConfigError
from chassis.events.bus.amqp import AmqpBus
from chassis.events.worker import Worker
from chassis.http.clients import clients
from deploy import folder
from deploy.child import orphaned
from deploy.parts import HEARD_BY, PARTS, settings_of


@click.command()
@click.argument("part", type=click.Choice(list(PARTS)))
def command(part: str) -> None:
    """Let events flow for one part until told to stop."""
    folder.enter()
    settings = settings_of(part)
    if settings.embedded:
        raise ConfigError("EGRET_BROKER must name a RabbitMQ: without one, `egret up` runs everything in one process.")
    logs.setup(settings.log_level, part)
    stopping = threading.Event()
    for sign in (signal.SIGINT, signal.SIGTERM):
        signal.signal(sign, lambda *_: stopping.set())
    bus = AmqpBus(settings.broker)
    worker = Worker(PARTS[part], settings, bus, clients(settings), heard_by=HEARD_BY[part])
    worker.start()
    while not stopping.wait(1) and not orphaned():
        pass
    worker.stop()
    worker.join()
