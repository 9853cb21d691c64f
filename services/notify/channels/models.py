"""The shapes of sending. Nothing here is stored in the database."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol
from uuid import UUID

EMAIL, MOBILE = "email", "mobile"
SEALED = "X-Egret-Sealed"
"""Header of a mail that carries a secret, so that who keeps the files can tell it from the others."""


@dataclass(frozen=True)
class Mail:
    """One e-mail, ready to go."""

    id: UUID
    """That of the delivery."""
    sender: str
    to: str
    content: bytes


class Fate(StrEnum):
    """What an attempt came to."""

    SENT = "sent"
    LATER = "later"
    """Refused for now by the server (4xx)."""
    DOWN = "down"
    """The server could not be reached or used; nothing is wrong with this mail."""
    REFUSED = "refused"
    """Refused for good (5xx)."""
    UNKNOWN = "unknown"
    """The content went out and no answer came back: it may have been delivered."""


@dataclass(frozen=True)
class Outcome:
    """How an attempt ended and what the server said."""

    fate: Fate
    reason: str = ""


class Channel(Protocol):
    """A way for e-mails to leave. Used by one thread, outside of any database transaction."""

    repeatable: bool
    """Whether sending the same mail again is harmless, for it replaces itself."""

    def send(self, mail: Mail) -> Outcome:
        """Try to hand the mail over, once. Never raises for what the server or the network does."""

    def close(self) -> None:
        """Let go of the connection; never raises."""


@dataclass(frozen=True)
class Sms:
    """A text message, ready to go."""

    id: str
    to: str = field(repr=False)
    """In E.164."""
    text: str = field(repr=False)


class SmsSender(Protocol):
    """A way for text messages to leave. Used by one thread."""

    def send(self, sms: Sms) -> Outcome:
        """Try to hand the message over, once. Never raises for what the provider or the network does."""
