"""What pages ask registration of the form of an edition while it is written."""

from gateway.clients.manuscript_calls import ManuscriptCalls
from gateway.clients.manuscripts import Manuscript
from gateway.clients.registration.edition_matters import Matter
from gateway.clients.service import Answer

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


class EditionForms(ManuscriptCalls[[str], Matter]):
    """The form that is being written, asked as the person who writes."""

    part, about = "registration", Matter

    def publish(self, slug: str, etag: str, *, confirmed: bool) -> Manuscript[Matter]:
        """Publish the form; `confirmed`: one knows that a form in use becomes a new version."""
        return self._publish({"confirmed": confirmed}, etag, slug)

    def effect(self, slug: str) -> FormEffect:
        """What publishing the draft would do."""
        return self._get(FormEffect, f"{self._at(slug)}/effect")

    def beginnings(self, slug: str) -> FormBeginnings:
        """The forms to begin with."""
        return self._get(FormBeginnings, f"{self._at(slug)}/beginnings")

    def begin(self, slug: str, beginning: dict[str, str], etag: str) -> None:
        """Replace the draft by one of them: `set` or `edition`."""
        self._do("PUT", f"{self._at(slug)}/beginning", json=beginning, etag=etag)

    def _at(self, slug: str) -> str:
        return f"/editions/{slug}/matters/{FORM}"


FORM_DRAFTS = EditionForms()
