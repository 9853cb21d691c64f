"""The queue of screening as registration tells it: its rows, its numbers, and who screens what."""

from datetime import datetime
from uuid import UUID

from gateway.clients.service import Answer


class ScreeningRow(Answer, frozen=True):
    """An entry in the queue."""

    id: UUID
    edition: str
    number: str
    title: str
    organisation: str
    track: str
    group: str
    state: str
    since: datetime
    """Since when it is in this state."""
    due_at: datetime | None
    """Until when the team may answer."""
    screener_name: str


class Screener(Answer, frozen=True):
    """What one person has and did."""

    id: UUID
    name: str
    taken: int
    done: int


class ScreeningNumbers(Answer, frozen=True):
    """The screening of an edition in numbers."""

    opens_at: datetime | None
    """None: nothing is screened."""
    states: dict[str, int]
    oldest_at: datetime | None
    screeners: tuple[Screener, ...]


class TakenEntry(Answer, frozen=True):
    """The entry that was taken; None where nothing waits."""

    entry_id: UUID | None


class ScreenedCount(Answer, frozen=True):
    """How many entries it was."""

    count: int
