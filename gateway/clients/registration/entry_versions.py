"""What pages ask registration of versions of entries: the next one, and those handed in."""

from datetime import datetime
from typing import Any
from uuid import UUID

from gateway.clients.registration.entries import EntryFile, Receipt
from gateway.clients.service import Answer, Service


class VersionHead(Answer, frozen=True):
    """A version in the list of those handed in."""

    version: int
    title: str
    submitted_at: datetime
    leader_name: str
    request_id: UUID | None
    """The change request that made it; None where the team handed it in."""


class Versions(Answer, frozen=True):
    """Every version that was handed in, the latest first."""

    items: tuple[VersionHead, ...]


class Version(Receipt, frozen=True):
    """What was handed in at one time, whole."""

    answers: dict[str, Any]
    stored: dict[str, tuple[EntryFile, ...]]
    """The files by slot, with what is needed to read them."""


class EntryVersions(Service):
    """Registration's versions of entries, asked as the person who looks."""

    part = "registration"

    def revise(self, entry_id: UUID) -> None:
        """Begin the next version of a submitted entry, or go on with it."""
        self._do("PUT", f"/entries/{entry_id}/revision")

    def discard(self, entry_id: UUID) -> None:
        """Throw the next version away."""
        self._do("DELETE", f"/entries/{entry_id}/revision")

    def all(self, entry_id: UUID) -> Versions:
        """Every version that was handed in."""
        return self._get(Versions, f"/entries/{entry_id}/versions")

    def version(self, entry_id: UUID, version: int) -> Version:
        """What was handed in at one time, whatever came after."""
        return self._get(Version, f"/entries/{entry_id}/versions/{version}")


VERSIONS = EntryVersions()
