"""What pages ask registration of the matters of an edition, each a document of its own."""

from datetime import datetime

from gateway.clients.manuscript_calls import ManuscriptCalls
from gateway.clients.manuscripts import Manuscript
from gateway.clients.registration.edition_heads import DateEffect, EditionHead
from gateway.clients.registration.form_effects import FormEffect, Template
from gateway.clients.service import Answer


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
    choices: dict[str, tuple[Choice, ...]]
    """Of the form: the tracks and groups of the edition as it is written."""
    templates: tuple[Template, ...]
    """Of the form: the files that slots may offer."""
    pictures: dict[str, str] = {}
    """SHA-256 of the pictures that may be chosen, by the keys of the choices."""
    effect: DateEffect | None = None
    """Of a timetable that is looked over: what publishing it would do to dates that hold; None where they stay."""
    form_effect: FormEffect | None = None
    """Of a form that is looked over."""


class EditionMatters(ManuscriptCalls[[str, str], Matter]):
    """What is being written of each matter, asked as the person who writes."""

    part, about = "registration", Matter

    def publish(self, slug: str, matter: str, etag: str) -> Manuscript[Matter]:
        """Publish this matter alone, of an edition that is public."""
        return self._publish({}, etag, slug, matter)

    def _at(self, slug: str, matter: str) -> str:
        return f"/editions/{slug}/matters/{matter}"


MATTER_DRAFTS = EditionMatters()
