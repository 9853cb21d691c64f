"""What pages ask registration of organisations: those a team may take over, and for the office all of them."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from gateway.clients.service import Answer, Page, Service


class KnownOrganisation(Answer, frozen=True):
    """An organisation the person entered with, as answers to a form."""

    name: str
    type: str
    """Key of a choice, as `district`."""
    district: str
    credit_code: str


class KnownOrganisations(Answer, frozen=True):
    """What a team may take over instead of typing it."""

    own: tuple[KnownOrganisation, ...]
    alike: tuple[str, ...]
    """Names on public lists of winners."""


class SaidChoice(Answer, frozen=True):
    """A choice in words; empty where no form asked."""

    zh: str
    en: str


class OrganisationFacts(Answer, frozen=True):
    """An organisation."""

    id: UUID
    state: str
    """`standing` or `merged`."""
    name: str
    type: SaidChoice
    district: SaidChoice
    credit_code: str
    doubtful: bool
    """Whether the check digit of its code does not fit."""
    filled_name: str
    filled_at: datetime


class OrganisationRow(OrganisationFacts, frozen=True):
    """An organisation in the list."""

    entries: int
    alike: int
    """Others that may be the same."""


class OrganisationEntry(Answer, frozen=True):
    """An entry of an organisation."""

    id: UUID
    edition: str
    number: str | None
    title: str
    state: str
    organisation: str
    """As the entry says it."""
    leader_name: str


class Alike(Answer, frozen=True):
    """Another organisation that may be the same."""

    id: UUID
    name: str
    credit_code: str
    reason: str
    """`same-code`, `same-name`, `alike` or `part`."""


class OrganisationMerge(Answer, frozen=True):
    """What was merged into an organisation."""

    id: UUID
    name: str
    reason: str
    entries: int
    merged_at: datetime
    parted_at: datetime | None


class NamedOrganisation(Answer, frozen=True):
    """An organisation by its name."""

    id: UUID
    name: str


class Organisation(OrganisationFacts, frozen=True):
    """An organisation with everything about it."""

    entries: tuple[OrganisationEntry, ...]
    alike: tuple[Alike, ...]
    merges: tuple[OrganisationMerge, ...]
    merged_into: NamedOrganisation | None
    may_change: bool
    """Whether the person organizes every edition it entered."""


class ForeseenMerge(Answer, frozen=True):
    """What merging two organisations would do."""

    gone: OrganisationFacts
    stays: OrganisationFacts
    entries: tuple[OrganisationEntry, ...]
    may_change: bool


class PartedOrganisations(Answer, frozen=True):
    """Two organisations that were one, and how many entries each has now."""

    name: str
    entries: int
    from_name: str
    from_entries: int


class Organisations(Service):
    """Registration's organisations, asked as the person who looks."""

    part = "registration"

    def known(self, entry_id: UUID, name: str | None = None) -> KnownOrganisations:
        """What the team of an entry may take over; alike to `name` where it differs from the one that is saved."""
        return self._get(KnownOrganisations, f"/entries/{entry_id}/organisations", name=name)

    def keep_own(self, entry_id: UUID) -> None:
        """Keep the name that is typed: alike ones are not offered for it any more."""
        self._do("PUT", f"/entries/{entry_id}/organisations/kept")

    def rows(self, query: Mapping[str, Any]) -> Page[OrganisationRow]:
        """One page of the list."""
        return self._get(Page[OrganisationRow], "/organisations", **query)

    def organisation(self, organisation_id: UUID) -> Organisation:
        """One organisation."""
        return self._get(Organisation, f"/organisations/{organisation_id}")

    def correct(self, organisation_id: UUID, facts: Mapping[str, str]) -> None:
        """Correct `name` and `credit_code`, for a `reason`."""
        self._do("PUT", f"/organisations/{organisation_id}", json=dict(facts))

    def foresee(self, from_id: UUID, into_id: UUID) -> ForeseenMerge:
        """What merging one into the other would do."""
        return self._get(ForeseenMerge, f"/organisations/{from_id}/merge/{into_id}")

    def merge(self, from_id: UUID, into_id: UUID, reason: str) -> None:
        """Give everything of one to the other."""
        self._do("POST", f"/organisations/{from_id}/merge", json={"into": str(into_id), "reason": reason})

    def undo_merge(self, merge_id: UUID, reason: str) -> PartedOrganisations:
        """Take a merge back."""
        at = f"/organisation-merges/{merge_id}/parting"
        return self._send(PartedOrganisations, "POST", at, json={"reason": reason})

    def dismiss(self, organisation_id: UUID, other_id: UUID) -> None:
        """Say that the two are two."""
        self._do("DELETE", f"/organisations/{organisation_id}/alike/{other_id}")


ORGANISATIONS = Organisations()
