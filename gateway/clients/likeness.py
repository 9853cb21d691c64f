"""What pages ask registration of entries that are alike: an edition's list, two side by side, what is said of them."""

from datetime import datetime
from typing import Any
from uuid import UUID

from gateway.clients.service import Answer, Page, Service


class AlikeEntry(Answer, frozen=True):
    """An entry as others are told of it."""

    number: str
    name: str
    """Its title."""
    edition: str


class Likeness(Answer, frozen=True):
    """How alike two entries are, and what somebody said of it."""

    id: UUID
    title: int
    """Per cent, as the text."""
    text: int
    files: int
    """How many files are the same."""
    same_leader: bool
    same_organisation: bool
    """Those that were merged are the same."""
    state: str
    since: datetime
    decider_name: str
    reason: str


class LikeEntry(Likeness, frozen=True):
    """Another entry beside the one that is screened."""

    other: AlikeEntry
    own: bool
    """The person stands behind the other entry and may not compare."""


class LikenessRow(Likeness, frozen=True):
    """Two alike entries in the list."""

    degree: int
    """The largest of its numbers, per cent."""
    first: AlikeEntry
    second: AlikeEntry


class Passage(Answer, frozen=True):
    """Part of a text."""

    common: bool
    """Whether the other entry says the same."""
    text: str


class ComparedPart(Answer, frozen=True):
    """An answer that has something in common with the other entry."""

    label: str
    label_en: str
    passages: tuple[Passage, ...]


class SameFile(Answer, frozen=True):
    """A file that both entries have."""

    name: str
    size: int


class ComparedEntry(AlikeEntry, frozen=True):
    """One of two entries side by side, as far as it is like the other."""

    id: UUID
    opens: bool
    """Whether the person may read the whole entry."""
    track: str
    organisation: str
    submitted_at: datetime
    title: tuple[Passage, ...]
    parts: tuple[ComparedPart, ...]
    files: tuple[SameFile, ...]


class Comparison(Likeness, frozen=True):
    """Two entries side by side."""

    sides: tuple[ComparedEntry, ...]
    may: tuple[str, ...]
    """What the person may say of them now: `clear`, `refer`, `settle`."""


class Likenesses(Service):
    """Registration's alike entries, asked as the person who looks."""

    part = "registration"

    def of_edition(self, edition: str, asked: dict[str, Any]) -> Page[LikenessRow]:
        """The alike entries of an edition, the most alike first."""
        return self._get(Page[LikenessRow], f"/editions/{edition}/likenesses", **asked)

    def compare(self, pair_id: UUID) -> Comparison:
        """Two entries side by side. Refused with 404 once one of them was taken back."""
        return self._get(Comparison, f"/likenesses/{pair_id}")

    def decide(self, pair_id: UUID, action: str, reason: str) -> Comparison:
        """`clear` them as no duplicates, `refer` them to the office, or `settle` what was referred."""
        body = {"action": action, "reason": reason}
        return self._send(Comparison, "POST", f"/likenesses/{pair_id}/decision", json=body)


LIKENESSES = Likenesses()
"""Entries that are alike."""
