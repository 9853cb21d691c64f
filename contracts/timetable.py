"""Events about the dates of an edition that moved: for the organizers' feed, and for each team whom it concerns."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from contracts.events import Event, event


@dataclass(frozen=True, kw_only=True)
class StageMove:
    """A stage with its window, and the one that held before."""

    key: str
    name: str
    name_en: str
    """Empty where there is none, as every English text here."""
    opens_at: datetime
    closes_at: datetime
    """Exclusive."""
    old_opens_at: datetime
    old_closes_at: datetime


@event("registration.dates.moved.v1", about="edition")
class DatesMoved(Event):
    """Stages of an edition were given another window, or ended early."""

    edition: str
    edition_name: str
    edition_name_en: str
    moves: tuple[StageMove, ...]
    teams: int
    """How many team leaders are told."""


@event("registration.team-dates.moved.v1", about="leader_id")
class TeamDatesMoved(Event):
    """The same, for somebody who has a draft or an entry there."""

    leader_id: UUID
    edition: str
    edition_name: str
    edition_name_en: str
    moves: tuple[StageMove, ...]
