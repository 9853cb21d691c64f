"""The worker of one part over RabbitMQ: its relay, its consumer and its jobs."""

from chassis.config import ConfigError, Settings
from chassis.events.bus.amqp import AmqpBus
from chassis.events.worker import Worker
from chassis.http.clients import clients
from chassis.storage.engine import Database
from deploy.parts import HEARD_BY, PARTS


def start(part: str, settings: Settings, database: Database | None = None) -> Worker:
    """The worker of a part, begun. Raises ConfigError where there is no broker."""
    if settings.embedded:
        raise ConfigError("EGRET_BROKER must name a RabbitMQ: without one, run `egret up`, which needs none.")
    worker = Worker(
        PARTS[part], settings, AmqpBus(settings.broker), clients(settings), database, heard_by=HEARD_BY[part]
    )
    worker.start()
    return worker
