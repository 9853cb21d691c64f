"""What pages ask registration of the form of an edition while it is written."""

from typing import Any

from gateway.clients.manuscript_history import Comparison, History
from gateway.clients.manuscripts import Manuscript, Review
from gateway.clients.registration.edition_matters import MATTER_DRAFTS, Matter
from gateway.clients.service import Answer, Service

FORM = "form"
"""The matter of an edition that is its form."""


class FormSource(Answer, frozen=True):
    """A form to begin with."""

    key: str
    name: str


class FormBeginnings(Answer, frozen=True):
    """The forms to begin with."""

    sets: tuple[FormSource, ...]
    editions: tuple[FormSource, ...]


class Unfitting(Answer, frozen=True):
    """Answers that the new form has no place for."""

    label: str
    why: str
    drafts: int


class FormEffect(Answer, frozen=True):
    """What publishing the draft would do."""

    version: int
    in_use: bool
    drafts: int
    submitted: int
    changes: tuple[str, ...]
    unfitting: tuple[Unfitting, ...]


class EditionForms(Service):
    """The form that is being written, asked as the person who writes."""

    part = "registration"

    def draft(self, slug: str) -> Manuscript[Matter]:
        """The draft."""
        return MATTER_DRAFTS.draft(slug, FORM)

    def save(self, slug: str, content: dict[str, Any], etag: str) -> Manuscript[Matter]:
        """Replace the draft."""
        return MATTER_DRAFTS.save(slug, FORM, content, etag)

    def review(self, slug: str) -> Review[Matter]:
        """The draft beside what was published last."""
        return MATTER_DRAFTS.review(slug, FORM)

    def history(self, slug: str, after: str | None) -> History[Matter]:
        """Who wrote at it and when."""
        return MATTER_DRAFTS.history(slug, FORM, after)

    def comparison(self, slug: str, after: int, before: int | None) -> Comparison[Matter]:
        """Two of its revisions; without `before` the one before."""
        return MATTER_DRAFTS.comparison(slug, FORM, after, before)

    def restore(self, slug: str, number: int, etag: str) -> Manuscript[Matter]:
        """Go on from an earlier revision."""
        return MATTER_DRAFTS.restore(slug, FORM, number, etag)

    def publish(self, slug: str, etag: str, *, confirmed: bool) -> Manuscript[Matter]:
        """Publish the form; `confirmed`: one knows that a form in use becomes a new version."""
        return MATTER_DRAFTS.publish(slug, FORM, etag, confirmed=confirmed)

    def effect(self, slug: str) -> FormEffect:
        """What publishing the draft would do."""
        return self._get(FormEffect, f"/editions/{slug}/matters/form/effect")

    def beginnings(self, slug: str) -> FormBeginnings:
        """The forms to begin with."""
        return self._get(FormBeginnings, f"/editions/{slug}/matters/form/beginnings")

    def begin(self, slug: str, beginning: dict[str, str], etag: str) -> None:
        """Replace the draft by one of them: `set` or `edition`."""
        self._do("PUT", f"/editions/{slug}/matters/form/beginning", json=beginning, etag=etag)


FORM_DRAFTS = EditionForms()
