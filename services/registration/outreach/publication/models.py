"""What a change of the programme does to people. Nothing here is stored."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from services.registration.outreach.programme.models import OutreachEvent, Shift
from services.registration.outreach.signups.models import Signup


@dataclass(frozen=True)
class Whereabouts:
    """What a volunteer goes by: the post, when, and where."""

    post: str
    post_en: str
    starts_at: datetime
    ends_at: datetime
    place: str
    place_en: str

    @property
    def known_by(self) -> tuple[str, datetime, datetime, str]:
        """What people are told of when it changes; a translation put right is no change."""
        return self.post, self.starts_at, self.ends_at, self.place


@dataclass(frozen=True)
class Outlook:
    """A shift that has not begun, as it was before a change."""

    whereabouts: Whereabouts
    travel_minutes: int


class Kind(StrEnum):
    """What happens to a signup."""

    CHANGED = "changed"
    CANCELLED = "cancelled"
    SET_BACK = "set-back"
    PROMOTED = "promoted"


@dataclass(frozen=True)
class Effect:
    """What a change does to one signup."""

    kind: Kind
    signup: Signup
    before: Whereabouts
    waits: bool
    """Whether it waited, as it happened."""
    because: Shift | None = None
    """The shift that a place was lost to."""


def whereabouts_of(shift: Shift) -> Whereabouts:
    """Post, time and place of a shift as of now."""
    place = shift.event
    return Whereabouts(shift.post, shift.post_en, shift.starts_at, shift.ends_at, place.place, place.place_en)


def outlooks_of(event: OutreachEvent) -> dict[Shift, Outlook]:
    """What could change for people: the shifts of the event that have not begun."""
    return {shift: Outlook(whereabouts_of(shift), event.travel_minutes) for shift in event.planned if not shift.begun}
