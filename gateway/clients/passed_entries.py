"""What pages ask registration of the entries that passed the screening."""

from gateway.clients.service import Answer, Page, Service


class PassedEntry(Answer, frozen=True):
    """An entry that passed; no person is named."""

    number: str
    title: str
    organisation: str
    track: str
    group: str


class PassedEntries(Service):
    """The public list of entries that passed."""

    part = "registration"

    def of_edition(self, edition: str, after: str | None) -> Page[PassedEntry]:
        """Those of an edition by number. Refused with 404 where the edition does not publish them, or not yet."""
        return self._get(Page[PassedEntry], f"/editions/{edition}/passed-entries", after=after, limit=100)


PASSED_ENTRIES = PassedEntries()
"""Entries that passed."""
