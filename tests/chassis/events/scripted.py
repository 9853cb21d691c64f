"""A bus that does to each message what a test says, and a relay running against it."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from sqlalchemy import select

from chassis.events.bus import BusDown, Message, MessageRefused, Settled
from chassis.storage import tables
from chassis.storage.engine import Database
from tests import patience

eventually = patience.eventually
running = patience.running


@dataclass
class Script:
    """A bus that does to each message what `fate` says, and keeps the accepted ones in order."""

    fate: Callable[[Message, int], str]
    accepted: list[Message] = field(default_factory=list)
    seen: dict[str, int] = field(default_factory=dict)
    connections: int = 0
    blocked: bool = False

    def publisher(self) -> "ScriptedPublisher":
        self.connections += 1
        return ScriptedPublisher(self)

    def subscriber(self, consumer: str, types: Sequence[str]) -> None:
        raise NotImplementedError


class ScriptedPublisher:
    def __init__(self, script: Script) -> None:
        self.script, self.tag = script, 0
        self.settled: list[Settled] = []
        self.poison: str | None = None

    @property
    def blocked(self) -> bool:
        return self.script.blocked

    def publish(self, message: Message) -> int:
        times = self.script.seen[message.id] = self.script.seen.get(message.id, 0) + 1
        fate = self.script.fate(message, times)
        if fate == "down":
            raise BusDown("scripted")
        self.tag += 1
        if fate == "poison":
            self.poison = message.subject
        else:
            if fate == "confirmed":
                self.script.accepted.append(message)
            self.settled.append(Settled(self.tag, fate))
        return self.tag

    def settle(self, timeout: float) -> Sequence[Settled]:
        if self.poison:
            raise MessageRefused("406 too large")
        if self.script.blocked:
            time.sleep(0.01)
            return []
        settled, self.settled = self.settled, []
        return settled

    def close(self) -> None:
        pass


def subjects(script: Script) -> list[str]:
    return [message.subject for message in script.accepted]


def saved(database: Database) -> int:
    with database.read() as session:
        return session.scalar(select(tables.relay_state.c.position)) or 0
