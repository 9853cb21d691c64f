"""What pages ask registration of editions that are written: the list, one whole, beginning, publishing, archiving."""

from datetime import datetime

from gateway.clients.registration.edition_heads import DateEffect, EditionHead, ListedEdition
from gateway.clients.registration.editions import Edition
from gateway.clients.service import Answer, Page, Service


class MatterState(Answer, frozen=True):
    """Where a matter stands."""

    matter: str
    state: str
    missing: int
    saved_at: datetime
    saved_name: str
    frozen_at: datetime | None
    frozen_by: str
    """`judging` or `archive`; empty where it may change."""
    sha256: str


class Point(Answer, frozen=True):
    """Something to look at before publishing."""

    matter: str
    field: str
    label: str
    """What the field is called."""
    message: str
    stops: bool


class EditionOverview(ListedEdition, frozen=True):
    """An edition as its organizers look at it."""

    matters: tuple[MatterState, ...]
    points: tuple[Point, ...]
    effect: DateEffect | None
    """What publishing would do to dates that hold; None where they stay."""
    fixes: tuple[str, ...]
    """Matters that publishing would fix at once."""
    ready: bool
    """Whether nothing is missing, so that it can be previewed."""
    etag: str


class EditionPreview(EditionHead, frozen=True):
    """An edition as it would be public were all its drafts published."""

    document: Edition | None
    """None where something is missing."""


class EditionDrafts(Service):
    """Editions that are written, asked as the person who writes."""

    part = "registration"

    def editions(self, after: str | None, limit: int) -> Page[ListedEdition]:
        """A page of them: first those where most goes on, the newest first among their like."""
        return self._get(Page[ListedEdition], "/edition-drafts", after=after, limit=limit)

    def begin(
        self, contest: str, contest_name: str, name: str, name_en: str, entry_prefix: str, starts_on: str
    ) -> EditionHead:
        """A new edition from the template, of a contest there is or of a new one."""
        body = {"contest": contest, "contest_name": contest_name, "name": name, "name_en": name_en}
        body |= {"entry_prefix": entry_prefix, "starts_on": starts_on}
        return self._send(EditionHead, "POST", "/edition-drafts", json=body)

    def copy(self, slug: str, name: str, name_en: str, entry_prefix: str, starts_on: str) -> EditionHead:
        """A new edition that says what this one says, its dates moved."""
        body = {"name": name, "name_en": name_en, "entry_prefix": entry_prefix, "starts_on": starts_on}
        return self._send(EditionHead, "POST", f"/editions/{slug}/copies", json=body)

    def overview(self, slug: str) -> EditionOverview:
        """One as a whole. Refused with 404 where there is none."""
        return self._get(EditionOverview, f"/editions/{slug}/overview")

    def preview(self, slug: str) -> EditionPreview:
        """As it would be public. Refused with 404 where there is none."""
        return self._get(EditionPreview, f"/editions/{slug}/preview")

    def publish(self, slug: str, etag: str) -> Edition:
        """Publish all that was written."""
        return self._send(Edition, "POST", f"/editions/{slug}/publication", etag=etag)

    def archive(self, slug: str) -> EditionHead:
        """Fix it as it is."""
        return self._send(EditionHead, "PUT", f"/editions/{slug}/archive")

    def reopen(self, slug: str) -> EditionHead:
        """Take it out of the archive."""
        return self._send(EditionHead, "DELETE", f"/editions/{slug}/archive")

    def delete(self, slug: str) -> None:
        """Delete one of which nothing was ever published."""
        self._do("DELETE", f"/editions/{slug}/draft")


EDITION_DRAFTS = EditionDrafts()
