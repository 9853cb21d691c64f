"""Events about a new version of an edition's form: for the organizers' feed, and for each entry that it touches."""

from dataclasses import dataclass
from uuid import UUID

from contracts.events import Event, event


@dataclass(frozen=True, kw_only=True)
class TouchedField:
    """A field of the form that a team has to look at."""

    label: str
    label_en: str
    """Empty where there is none, as every English text here."""
    why: str
    """`gone`, `changed`, `choice-gone`, `out-of-bounds` or `demanded`."""


@event("registration.form.published.v1", about="edition")
class FormPublished(Event):
    """The form of an edition that teams fill in has a new version."""

    edition: str
    edition_name: str
    edition_name_en: str
    version: int
    touched: int
    """How many entries it touches; their leaders are told."""


@event("registration.entry-form.changed.v1", about="entry_id")
class EntryFormChanged(Event):
    """The same, for an entry of which some answers no longer fit, or which lacks some now."""

    entry_id: UUID
    leader_id: UUID
    title: str
    """May be empty."""
    edition: str
    edition_name: str
    edition_name_en: str
    version: int
    submitted: bool
    """Whether it is handed in: then it stays as it was, and the version counts once it is taken back."""
    fields: tuple[TouchedField, ...]
