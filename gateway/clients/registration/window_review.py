"""What another window of a stage would mean, before it is given to the stage."""

from gateway.clients.registration.edition_heads import DateEffect
from gateway.clients.service import Answer


class EntryCount(Answer, frozen=True):
    """Entries by state."""

    draft: int
    submitted: int
    withdrawn: int


class Doubt(Answer, frozen=True):
    """What to look at in a timetable; the name is empty where it is about all stages."""

    name: str
    name_en: str
    message: str


class WindowReview(DateEffect, frozen=True):
    """What another window of a stage would mean."""

    entries: EntryCount
    workdays: int
    old_workdays: int
    doubts: tuple[Doubt, ...]
    etag: str
    """For the change that was looked over."""
