"""The shapes of direct messages. Nothing here is stored: what waits in memory dies with the process."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from services.notify.channels.models import Outcome

EMAIL, SMS = "email", "mobile"
KINDS = tuple(sorted(path.name for path in (Path(__file__).parents[1] / "templates" / "direct").iterdir()))
"""What can be said: a folder of texts each."""


@dataclass(frozen=True)
class Direct:
    """One message to one address."""

    kind: str
    """The folder of its texts under `templates/direct`."""
    locale: str
    channel: str
    """EMAIL or SMS."""
    address: str = field(repr=False)
    facts: Mapping[str, Any] = field(repr=False)


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
