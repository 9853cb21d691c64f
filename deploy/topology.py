"""What stands on the broker, from the parts' own handlers: shown, applied, verified. Spoken with pika, a second client.

`python -m deploy.topology print | apply | verify | events`. The parts declare all of it themselves when they connect;
this is for operators who want it beforehand, and who want bindings removed that nobody asks for any longer.
"""

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial

import click
import pika
from pika.adapters.blocking_connection import BlockingChannel
from pika.exceptions import AMQPError, ChannelClosedByBroker

from chassis.config import Settings
from chassis.events.bus import names
from contracts.events import REGISTRY
from deploy.books import events
from deploy.parts import PARTS

Consumers = Mapping[str, Sequence[str]]
"""Event types by consumer."""


def consumers() -> dict[str, list[str]]:
    """The event types every part listens to."""
    return {
        name: sorted(kind for kinds in part.listens_to.values() for kind in kinds)
        for name, part in PARTS.items()
        if part.handlers
    }


@contextmanager
def channel(url: str) -> Iterator[BlockingChannel]:
    """A pika channel, closed with its connection."""
    parameters = pika.URLParameters(url)
    parameters.blocked_connection_timeout = 10
    connection = pika.BlockingConnection(parameters)
    try:
        yield connection.channel()
    finally:
        if connection.is_open:
            connection.close()


def apply(url: str, wanted: Consumers) -> None:
    """Declare everything; bind what is wanted and unbind every other known event type. Safe to repeat."""
    with channel(url) as broker:
        for name, kind in names.EXCHANGES.items():
            broker.exchange_declare(name, kind, durable=True)
        for consumer, kinds in wanted.items():
            live, dead = names.live(consumer), names.dead(consumer)
            for queue in (dead, live):
                broker.queue_declare(queue.name, durable=True, arguments=queue.arguments)
            broker.queue_bind(dead.name, dead.exchange, live.name)
            for kind in kinds:
                broker.queue_bind(live.name, live.exchange, kind)
            for stale in REGISTRY.keys() - set(kinds):
                broker.queue_unbind(live.name, live.exchange, stale)


def verify(url: str, wanted: Consumers) -> list[str]:
    """What is missing or differs, a sentence each; changes nothing. AMQP has no way to ask for bindings."""
    checks = [(f"exchange {name}", partial(_check_exchange, name, kind)) for name, kind in names.EXCHANGES.items()]
    for consumer in wanted:
        for queue in (names.live(consumer), names.dead(consumer)):
            checks.append((f"queue {queue.name}", partial(_check_queue, queue)))
    return [problem for what, check in checks for problem in _differs(url, what, check)]


def _check_exchange(name: str, kind: str, broker: BlockingChannel) -> None:
    broker.exchange_declare(name, passive=True)
    broker.exchange_declare(name, kind, durable=True)


def _check_queue(queue: names.Queue, broker: BlockingChannel) -> None:
    """Passively first: what is not there must not come to be by looking."""
    broker.queue_declare(queue.name, passive=True)
    broker.queue_declare(queue.name, durable=True, arguments=queue.arguments)


def _differs(url: str, what: str, check: Callable[[BlockingChannel], None]) -> list[str]:
    try:
        with channel(url) as broker:
            check(broker)
    except ChannelClosedByBroker as error:
        return [f"{what} is missing" if error.reply_code == 404 else f"{what} differs: {error.reply_text}"]
    return []


def render(wanted: Consumers) -> str:
    """The whole topology as text."""
    lines = [f"exchange {name} ({kind}, durable)" for name, kind in names.EXCHANGES.items()]
    for consumer, kinds in wanted.items():
        live, dead = names.live(consumer), names.dead(consumer)
        for queue, keys in ((live, kinds), (dead, [live.name])):
            lines += ["", f"queue {queue.name}"]
            lines += [f"  {key} = {value}" for key, value in queue.arguments.items()]
            lines += [f"  <- {queue.exchange} {key}" for key in keys]
    return "\n".join(lines)


@click.command(help=__doc__)
@click.argument("action", type=click.Choice(["print", "apply", "verify", "events"]))
@click.option("--broker", default=None, help="Broker URL; default: EGRET_BROKER.")
def command(action: str, broker: str | None) -> None:
    """Run one action."""
    wanted = consumers()
    if action == "print":
        click.echo(render(wanted))
    elif action == "events":
        click.echo(events.render(PARTS.values()), nl=False)
    else:
        sys.exit(_with_broker(action, broker or _broker(), wanted))


def _broker() -> str:
    settings = Settings.from_env(secret="-" * 32)
    if settings.embedded:
        raise click.UsageError("There is no broker: give --broker or set EGRET_BROKER.")
    return settings.broker


def _with_broker(action: str, url: str, wanted: Consumers) -> int:
    try:
        if action == "apply":
            apply(url, wanted)
        problems = verify(url, wanted)
    except AMQPError as error:
        raise click.ClickException(f"The broker cannot be used: {error!r}") from error
    for problem in problems:
        click.echo(problem, err=True)
    if not problems:
        click.echo("Exchanges and queues stand as wanted.")
    return 1 if problems else 0


if __name__ == "__main__":
    command()
