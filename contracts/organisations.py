"""Organisations that apply, as registration tells of them: behind an entry, made one, and parted again."""

from dataclasses import dataclass
from uuid import UUID

from contracts.events import Event, event


@dataclass(frozen=True, kw_only=True)
class Applicant:
    """An organisation behind an entry, by what conflicts of interest are found with."""

    name: str
    """As the entry says it."""
    name_key: str
    """The name as names are compared: folded, without blanks and marks."""
    credit_code: str
    """Empty where it has none or nobody said."""
    organisation_id: UUID | None
    """None of a joint applicant that never entered anything itself."""


@event("registration.organisation.merged.v1", about="organisation_id")
class OrganisationMerged(Event):
    """The office found two organisations to be one: whatever was of the former is of the other from now on."""

    organisation_id: UUID
    """The former."""
    into_id: UUID


@event("registration.organisation.parted.v1", about="organisation_id")
class OrganisationParted(Event):
    """A merge was taken back: the organisation stands for itself again."""

    organisation_id: UUID
    from_id: UUID
    """What it was part of."""
    followed_ids: tuple[UUID, ...]
    """Those that had been merged into it before, and are part of it again."""
