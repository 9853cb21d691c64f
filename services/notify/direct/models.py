"""The shapes of direct messages. Nothing here is stored: what waits in memory dies with the process."""

import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from services.notify.channels.models import Outcome

KINDS = tuple(sorted(path.name for path in (Path(__file__).parents[1] / "templates" / "direct").iterdir()))
"""What can be said: a folder of texts each."""


@dataclass(frozen=True)
class Direct:
    """One message to one address."""

    kind: str
    """The folder of its texts under `templates/direct`."""
    locale: str
    channel: str
    """EMAIL or MOBILE."""
    address: str = field(repr=False)
    facts: Mapping[str, Any] = field(repr=False)


class Handed:
    """A message in the line, and how it ended."""

    def __init__(self, message: Direct) -> None:
        self.message = message
        self.ended = threading.Event()
        self.outcome: Outcome | None = None

    def end(self, outcome: Outcome) -> None:
        """Let whoever waits know."""
        self.outcome = outcome
        self.ended.set()
