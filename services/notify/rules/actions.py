"""The table of rules as plain data."""

from collections.abc import Iterator
from typing import Any

from services.notify.rules.models import Reaction, Role
from services.notify.rules.reactions import REACTIONS


def described() -> Iterator[dict[str, Any]]:
    """Which event is told to whom, and how."""
    for kind, reaction in REACTIONS.items():
        yield {"event": kind.TYPE, "activity": bool(reaction.activity), "told": list(_told(reaction))}


def _told(reaction: Reaction) -> Iterator[dict[str, Any]]:
    for telling in reaction.told:
        to = f"role:{telling.to.name}" if isinstance(telling.to, Role) else f"account:{telling.to.field}"
        yield {"to": to, "template": telling.template, "way": telling.way}
