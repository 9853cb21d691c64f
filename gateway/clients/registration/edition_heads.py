"""Where an edition stands, in short."""

from datetime import datetime

from gateway.clients.service import Answer


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
