"""Where an edition stands, in short."""

from datetime import datetime

from gateway.clients.service import Answer


class StageMove(Answer, frozen=True):
    """A stage with the window it would have, and the one that holds."""

    name: str
    name_en: str
    opens_at: datetime
    closes_at: datetime
    old_opens_at: datetime
    old_closes_at: datetime


class DateEffect(Answer, frozen=True):
    """What publishing the timetable would move, and how many team leaders would be told."""

    moves: tuple[StageMove, ...]
    teams: int


class EditionHead(Answer, frozen=True):
    """Where an edition stands, in short."""

    slug: str
    name: str
    """As its draft says; may be empty, as the English and the prefix."""
    name_en: str
    entry_prefix: str
    contest: str
    contest_en: str
    created_at: datetime
    state: str
    """`draft`, `announced`, `open`, `judging`, `notice`, `closed` or `archived`."""
    version: int
    """Of what is public; 0 before anything is."""
    sha256: str
    opens_at: datetime | None
    closes_at: datetime | None
    archived_at: datetime | None
    may: tuple[str, ...]


class ListedEdition(EditionHead, frozen=True):
    """An edition in the list."""

    changed: int
    """How many matters differ from what is public."""
