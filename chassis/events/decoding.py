"""Turns deliveries into events, or into the reason why they cannot be: nothing is dropped, whatever arrives."""

import re
from collections.abc import Sequence
from uuid import NAMESPACE_OID, uuid5

import msgspec

from chassis import clock, shapes
from chassis.events.bus import Delivery, Message
from chassis.part import Handler, Part
from contracts.events import Event

UNKNOWN = "unknown"
"""Source of what could not even be read as an event."""

_MAJOR = re.compile(r"\.v\d+$")


class Arrival(msgspec.Struct, frozen=True):
    """A message with its event and who handles it; without an event, `reason` says why it is dead."""

    message: Message
    event: Event | None = None
    handlers: Sequence[Handler] = ()
    reason: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """What makes a message the same message."""
        return self.message.source, self.message.id


class Decoder:
    """Knows the events one part handles."""

    def __init__(self, part: Part) -> None:
        self.part = part.name
        self._known = {event.TYPE: (shapes.reader(event), tuple(handlers)) for event, handlers in part.handlers.items()}
        self.types = tuple(self._known)

    def arrival(self, delivery: Delivery) -> Arrival:
        """The delivery, understood as far as it can be. Never raises."""
        message = delivery.message
        if message is None:
            return Arrival(_unreadable(delivery), reason=delivery.reason or "not an event")
        if delivery.dead:
            return Arrival(message, reason=delivery.reason or "given up by the broker")
        return self.understand(message)

    def understand(self, message: Message) -> Arrival:
        """The message with its event. Unknown fields are ignored, unknown types and broken bodies are dead."""
        known = self._known.get(message.type)
        if known is None:
            return Arrival(message, reason=self._unknown(message.type))
        decoder, handlers = known
        try:
            return Arrival(message, decoder.decode(message.body), handlers)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            return Arrival(message, reason=f"body does not fit {message.type}: {error}")

    def _unknown(self, kind: str) -> str:
        stem = _MAJOR.sub("", kind)
        if ours := [other for other in self._known if _MAJOR.sub("", other) == stem]:
            return f"{kind}: this version is not understood, {', '.join(ours)} is"
        return f"{kind}: {self.part} does not listen to this type"


def _unreadable(delivery: Delivery) -> Message:
    """Stands for raw bytes. The same bytes get the same id, so that a repeated delivery is parked once."""
    identity = str(uuid5(NAMESPACE_OID, delivery.raw.hex()))
    return Message(identity, UNKNOWN, UNKNOWN, "", clock.now(), delivery.raw)
