"""What pages ask registration of the form of an edition while it is written."""

from typing import Any

import msgspec

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
    name_en: str


class FormBeginnings(Answer, frozen=True):
    """The forms to begin with."""

    sets: tuple[FormSource, ...]
    editions: tuple[FormSource, ...]


class FormBeginning(msgspec.Struct, frozen=True):
    """What a form begins with: a ready-made one or that of an edition, by its key, or a document."""

    kind: str
    """`set`, `edition` or `document`."""
    key: str = ""
    document: Any = None


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

    def begin(self, slug: str, beginning: FormBeginning, etag: str) -> None:
        """Replace the draft by it."""
        self._do("PUT", f"{self._at(slug)}/beginning", json=beginning, etag=etag)

    def compare(self, slug: str, beginning: FormBeginning) -> ComparisonWithDraft:
        """What replacing the draft by it would change; nothing is saved. Refused where it is no form."""
        return self._send(ComparisonWithDraft, "POST", f"{self._at(slug)}/beginning/comparison", json=beginning)

    def _at(self, slug: str) -> str:
        return f"/editions/{slug}/matters/{FORM}"


FORM_DRAFTS = EditionForms()
