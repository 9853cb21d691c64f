"""The shapes of sending. Nothing here is stored in the database."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol, Self
from urllib.parse import parse_qs, unquote, urlsplit
from uuid import UUID

EMAIL, MOBILE = "email", "mobile"
SEALED = "X-Egret-Sealed"
"""Header of a mail that carries a secret, so that who keeps the files can tell it from the others."""
TLS = ("starttls", "implicit", "none", "offered")


@dataclass(frozen=True)
class Server:
    """A mail server. `tls` is `starttls`, `implicit`, `none`, or `offered`: STARTTLS where the server has it."""

    host: str
    port: int
    user: str
    password: str
    tls: str
    timeout: float
    """Seconds for each answer."""

    @classmethod
    def parse(cls, url: str, timeout: float) -> Self:
        """Read smtp://user:password@host:587?tls=starttls or smtps://host. Raises ValueError with a sentence."""
        parts = urlsplit(url)
        if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
            raise ValueError("it must look like smtp://user:password@host:587?tls=starttls")
        default = "implicit" if parts.scheme == "smtps" else "offered"
        tls = parse_qs(parts.query).get("tls", [default])[0]
        if tls not in TLS:
            raise ValueError(f"tls must be one of {', '.join(TLS)}")
        port = parts.port or (465 if tls == "implicit" else 587)
        user, password = unquote(parts.username or ""), unquote(parts.password or "")
        return cls(parts.hostname, port, user, password, tls, timeout)


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
