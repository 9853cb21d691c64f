"""From stored facts back to what a text needs."""

from collections.abc import Mapping
from typing import Protocol
from uuid import UUID

from chassis import shapes
from contracts.events import REGISTRY, Event
from services.notify.templates.models import Occasion


class Recorded(Protocol):
    """What happened, as far as texts are made of it: a row of the table, whole or in part."""

    @property
    def type(self) -> str:
        """The event's type."""

    @property
    def facts(self) -> bytes:
        """The event's JSON."""

    @property
    def about(self) -> UUID | None:
        """The account the event is about."""


def event_of(recorded: Recorded) -> Event:
    """The event that was recorded. Its type stays in the contracts for as long as rows of it exist."""
    return shapes.read(recorded.facts, REGISTRY[recorded.type])


def worded_for(recorded: Recorded, link: str, locale: str, known: Mapping[UUID, str]) -> Occasion:
    """One recorded event, to be put into words for one reader; `known` are names that were looked up."""
    person = known.get(recorded.about, "") if recorded.about else ""
    return Occasion(vars(event_of(recorded)), person, link, locale)
