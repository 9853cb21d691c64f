"""The one table of what stands on the broker: exchanges, a queue per consumer, and where dead letters go.

Every argument is valid on RabbitMQ 3.10 to 4.x. Arguments of a queue cannot be changed: a change means a new version
in its name, bound beside the old one until that is empty.
"""

from typing import Any, NamedTuple

EXCHANGE = "ev"
"""Topic exchange; the routing key is the event's type."""

DEAD_EXCHANGE = "ev.dlx"
"""Direct exchange; the routing key is the name of the queue that gave the message up."""

EXCHANGES = {EXCHANGE: "topic", DEAD_EXCHANGE: "direct"}
"""Durable exchanges and their types."""

LONGEST = 512 << 20
"""Bytes a queue may hold. Beyond, it refuses, and events wait in the outbox of their producer."""

DELIVERIES = 100
"""Times a message may come back unsettled before the broker gives it up. High: a dying consumer drags its innocent
neighbours along, and who is guilty is found out in the consumer's database."""


class Queue(NamedTuple):
    """A durable queue with its arguments and its binding keys' exchange."""

    name: str
    exchange: str
    arguments: dict[str, Any]


def live(consumer: str) -> Queue:
    """The queue a consumer's events arrive in."""
    name = f"q.{consumer}.v1"
    return Queue(
        name,
        EXCHANGE,
        {
            "x-queue-type": "quorum",
            "x-single-active-consumer": True,
            "x-delivery-limit": DELIVERIES,
            "x-overflow": "reject-publish",
            "x-max-length-bytes": LONGEST,
            "x-dead-letter-exchange": DEAD_EXCHANGE,
            "x-dead-letter-routing-key": name,
            "x-dead-letter-strategy": "at-least-once",
        },
    )


def dead(consumer: str) -> Queue:
    """The queue of messages that the broker gave up. Bound by the name of the consumer's live queue.

    RabbitMQ 4 gives every quorum queue a delivery limit of 20 and drops what exceeds it; here nothing may be dropped.
    """
    return Queue(f"dlq.{consumer}.v1", DEAD_EXCHANGE, {"x-queue-type": "quorum", "x-delivery-limit": 1_000_000})
