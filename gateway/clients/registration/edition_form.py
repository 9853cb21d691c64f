"""What pages ask registration of the form of an edition while it is written."""

from typing import Any

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


class ComparisonWithDraft(Answer, frozen=True):
    """What beginning with a form would change, a sentence each."""

    changes: tuple[str, ...]
    left_out: tuple[str, ...]
    """Of the form itself: what this edition has not got."""
    etag: str
    """Of the draft it was compared with."""


class EditionForms(ManuscriptCalls[[str], Matter]):
    """The form that is being written, asked as the person who writes."""

    part, about = "registration", Matter

    def publish(self, slug: str, etag: str, *, confirmed: bool) -> Manuscript[Matter]:
        """Publish the form; `confirmed`: one knows that a form in use becomes a new version."""
        return self._publish({"confirmed": confirmed}, etag, slug)

    def beginnings(self, slug: str) -> FormBeginnings:
        """The forms to begin with."""
        return self._get(FormBeginnings, f"{self._at(slug)}/beginnings")

    def begin(self, slug: str, beginning: dict[str, Any], etag: str) -> None:
        """Replace the draft by one of them, `set` or `edition`, or by a `document`."""
        self._do("PUT", f"{self._at(slug)}/beginning", json=beginning, etag=etag)

    def compare(self, slug: str, document: Any) -> ComparisonWithDraft:
        """What replacing the draft by a document would change; nothing is saved. Refused where it is no form."""
        return self._send(
            ComparisonWithDraft, "POST", f"{self._at(slug)}/beginning/comparison", json={"document": document}
        )

    def _at(self, slug: str) -> str:
        return f"/editions/{slug}/matters/{FORM}"


FORM_DRAFTS = EditionForms()
