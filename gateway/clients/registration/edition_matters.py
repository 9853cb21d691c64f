"""What pages ask registration of the matters of an edition, each a document of its own."""

from datetime import datetime
from typing import Any

from gateway.clients.manuscript_history import Comparison, History
from gateway.clients.manuscripts import Manuscript, Review
from gateway.clients.registration.edition_heads import DateEffect, EditionHead
from gateway.clients.service import Answer, Service


class Said(Answer, frozen=True):
    """A name in both languages."""

    zh: str
    en: str = ""


class Choice(Answer, frozen=True):
    """A track or a group."""

    key: str
    name: Said


class Matter(EditionHead, frozen=True):
    """A matter, and the edition it belongs to."""

    matter: str
    frozen_at: datetime | None
    frozen_by: str
    """`judging` or `archive`; empty where it may change."""
    effect: DateEffect | None
    """What publishing the timetable would do to dates that hold; None where they stay, and of other matters."""
    choices: dict[str, tuple[Choice, ...]]
    """Of the form: the tracks and groups of the edition as it is written."""


class EditionMatters(Service):
    """What is being written of each matter, asked as the person who writes."""

    part = "registration"

    def draft(self, slug: str, matter: str) -> Manuscript[Matter]:
        """The draft."""
        return self._get(Manuscript[Matter], f"/editions/{slug}/matters/{matter}/draft")

    def save(self, slug: str, matter: str, content: dict[str, Any], etag: str) -> Manuscript[Matter]:
        """Replace the draft."""
        path = f"/editions/{slug}/matters/{matter}/draft"
        return self._send(Manuscript[Matter], "PUT", path, json={"content": content}, etag=etag)

    def review(self, slug: str, matter: str) -> Review[Matter]:
        """The draft beside what was published last."""
        return self._get(Review[Matter], f"/editions/{slug}/matters/{matter}/review")

    def history(self, slug: str, matter: str, after: str | None) -> History[Matter]:
        """Who wrote at it and when."""
        return self._get(History[Matter], f"/editions/{slug}/matters/{matter}/history", after=after)

    def comparison(self, slug: str, matter: str, after: int, before: int | None) -> Comparison[Matter]:
        """Two of its revisions; without `before` the one before."""
        path = f"/editions/{slug}/matters/{matter}/comparison"
        return self._get(Comparison[Matter], path, after=after, before=before)

    def restore(self, slug: str, matter: str, number: int, etag: str) -> Manuscript[Matter]:
        """Go on from an earlier revision."""
        path = f"/editions/{slug}/matters/{matter}/revisions/{number}/restoration"
        return self._send(Manuscript[Matter], "POST", path, etag=etag)

    def publish(self, slug: str, matter: str, etag: str, *, confirmed: bool = False) -> Manuscript[Matter]:
        """Publish this matter alone, of an edition that is public."""
        path = f"/editions/{slug}/matters/{matter}/publication"
        return self._send(Manuscript[Matter], "POST", path, json={"confirmed": confirmed}, etag=etag)


MATTER_DRAFTS = EditionMatters()
