"""What services answer about documents that people write (`chassis/manuscripts`); `about` is what each belongs to."""

from datetime import datetime
from typing import Any, Generic, TypeVar

from gateway.clients.service import Answer

A = TypeVar("A", bound=Answer)


class Manuscript(Answer, Generic[A], frozen=True, kw_only=True):
    """A document as its authors see it."""

    about: A
    state: str
    """`draft`, `published` or `changed`."""
    content: dict[str, Any]
    """The draft."""
    form: dict[str, Any] | None
    """The form it answers; None where the document is no such answers."""
    revision: int
    """Number of the draft in the history."""
    saved_at: datetime
    saved_name: str
    version: int | None
    """Number of what was published last."""
    sha256: str | None
    published_at: datetime | None
    published_name: str | None
    missing: dict[str, list[dict[str, Any]]]
    """What stops its publication, by field."""
    doubtful: dict[str, list[dict[str, Any]]]
    """What looks wrong and may be published all the same, by field."""
    may: tuple[str, ...]
    """What can be done with it now: `write`, and what the area says."""
    etag: str


class Review(Manuscript[A], Generic[A], frozen=True, kw_only=True):
    """A document to be looked over before it is published."""

    published: dict[str, Any] | None
    """The content published last."""
