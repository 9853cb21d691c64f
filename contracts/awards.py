"""Events of judging about who was awarded."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from contracts.events import Event, event


@dataclass(frozen=True, kw_only=True)
class GrantedAward:
    """An award of the programme and the entry that it was given to."""

    entry_id: UUID
    number: str
    award: str
    """Key within the edition's programme."""
    level: int
    """Its place in the programme, 1 for the highest; it stays whether or not awards above it were given."""
    name: str
    """Of the award; the next in English, empty where there is none."""
    name_en: str


@event("judging.awards.announced.v1", about="edition")
class AwardsAnnounced(Event):
    """Who is awarded in an edition, whole: whoever keeps the list replaces it by a later version."""

    edition: str
    """Slug."""
    version: int
    """One more at each announcement; a copy never goes back."""
    announced_at: datetime
    awards: tuple[GrantedAward, ...]
    """The highest award first, each award in the order of the ranking."""
