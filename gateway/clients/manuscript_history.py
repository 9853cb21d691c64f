"""What services answer about the history of documents that people write."""

from datetime import datetime
from typing import Any, Generic

from gateway.clients.manuscripts import A, Manuscript
from gateway.clients.service import Answer


class Revision(Answer, frozen=True):
    """What one person wrote at a stretch."""

    number: int
    origin: str
    """`written`, `restored` or `evened`."""
    begun_at: datetime
    saved_at: datetime
    saved_name: str


class HistoryRow(Revision, frozen=True):
    """A revision in the history, and the version it was published as."""

    version: int | None
    sha256: str | None
    published_at: datetime | None
    published_name: str | None


class History(Manuscript[A], Generic[A], frozen=True, kw_only=True):
    """A document with one page of its history, the latest first."""

    items: tuple[HistoryRow, ...]
    next: str | None


class Written(Revision, frozen=True):
    """A revision with its content."""

    content: dict[str, Any]


class Comparison(Manuscript[A], Generic[A], frozen=True, kw_only=True):
    """A document with two of its revisions."""

    before: Written | None
    after: Written
