"""What pages ask registration of changes that teams ask for after the deadline."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from chassis.http.client import Reply
from gateway.clients.registration.entries import EntryFile
from gateway.clients.registration.entry_versions import Version
from gateway.clients.service import Answer, Page, Service


class ChangeHead(Answer, frozen=True):
    """A request in the list of its entry."""

    id: UUID
    state: str
    """`draft`, `open`, `withdrawn`, `approved`, `partly` or `refused`."""
    begun_at: datetime
    asked_at: datetime | None
    """None: it was never handed in."""
    decided_at: datetime | None
    made_version: int | None
    """The version that came of it."""


class Changeable(Answer, frozen=True):
    """A field or slot that can be chosen."""

    key: str
    label: str
    label_en: str


class ChangeableSection(Answer, frozen=True):
    """What can be chosen in a section of the form."""

    title: str
    title_en: str
    items: tuple[Changeable, ...]


class ListedChange(ChangeHead, frozen=True):
    """A request in the list, with what it is about."""

    chosen: tuple[Changeable, ...]
    team_chosen: bool


class Changes(Answer, frozen=True):
    """The requests of an entry, the latest first."""

    entry_id: UUID
    edition: str
    title: str
    closed: str
    """Why none can be begun now; empty where one can."""
    results_at: datetime | None
    """Until when, exclusive."""
    revising: bool
    """A next version was begun and never handed in."""
    sections: tuple[ChangeableSection, ...]
    may: tuple[str, ...]
    items: tuple[ListedChange, ...]


class ChangeRow(Answer, frozen=True):
    """A request in the office's list."""

    id: UUID
    number: str
    title: str
    organisation: str
    track: str
    state: str
    asked_at: datetime
    asked_name: str
    decided_at: datetime | None
    decided_name: str


class PlaceInChange(Answer, frozen=True):
    """Somebody of the team."""

    id: UUID
    role: str
    name: str
    division: str
    leads: bool


class Addition(Answer, frozen=True):
    """Somebody who is to join the team."""

    id: UUID
    role: str
    name: str
    division: str
    state: str
    """`invited`, `confirmed` or `declined`."""
    answered_at: datetime | None
    may: tuple[str, ...]
    """`link`, `take off`."""


class DecidedRow(Answer, frozen=True):
    """What was decided about a row of a request."""

    key: str
    approved: bool
    reason: str
    """Why not."""


class ChangeRequest(ChangeHead, frozen=True):
    """A request, whole, beside the version that it asks to change."""

    entry_id: UUID
    edition: str
    number: str
    title: str
    version: int
    stands: Version
    sections: tuple[ChangeableSection, ...]
    """What can be chosen."""
    fields: tuple[str, ...]
    """Keys that are chosen."""
    answers: dict[str, Any]
    files: dict[str, tuple[EntryFile, ...]]
    replacements: dict[str, EntryFile]
    """By slot a file that is to replace one of `files`, and was not found good."""
    evidence: tuple[EntryFile, ...]
    differing: tuple[str, ...]
    """Keys of what would say something else."""
    team_chosen: bool
    team_differs: bool
    team: tuple[PlaceInChange, ...]
    """As it is to be."""
    people: tuple[PlaceInChange, ...]
    """As it is now."""
    additions: tuple[Addition, ...]
    """Who is to join it."""
    rows: tuple[str, ...]
    """What is decided one by one: keys, `@team`, and `@team.<id>` of who is to join."""
    decisions: tuple[DecidedRow, ...]
    """Of each row, once it is decided."""
    reason: str
    asked_name: str
    decided_name: str
    message: str
    screening: str
    """Where the entry's screening stands; empty: nowhere."""
    results_at: datetime | None
    own: bool
    """The person stands behind the entry and may not decide."""
    may: tuple[str, ...]
    etag: str


class ChangeRequests(Service):
    """Registration's change requests, asked as the person who looks."""

    part = "registration"

    def of_entry(self, entry_id: UUID) -> Changes:
        """The requests of an entry."""
        return self._get(Changes, f"/entries/{entry_id}/change-requests")

    def begin(self, entry_id: UUID, fields: Sequence[str], *, team: bool) -> ChangeRequest:
        """Begin a request to change these fields and slots, and the team."""
        body = {"fields": list(fields), "team": team}
        return self._send(ChangeRequest, "POST", f"/entries/{entry_id}/change-requests", json=body)

    def request(self, request_id: UUID) -> ChangeRequest:
        """One request. Refused with 404 where it is not for this person."""
        return self._get(ChangeRequest, f"/change-requests/{request_id}")

    def choose(self, request_id: UUID, fields: Sequence[str], *, team: bool) -> ChangeRequest:
        """Choose anew what is to change."""
        body = {"fields": list(fields), "team": team}
        return self._send(ChangeRequest, "PUT", f"/change-requests/{request_id}/scope", json=body)

    def save(self, request_id: UUID, typed: Mapping[str, Any], etag: str) -> ChangeRequest:
        """Save `answers`, `reason` and `team`, as far as they are given."""
        return self._send(ChangeRequest, "PATCH", f"/change-requests/{request_id}", json=dict(typed), etag=etag)

    def ask(self, request_id: UUID, etag: str) -> ChangeRequest:
        """Hand it in; refused with 422 and everything that is missing."""
        return self._send(ChangeRequest, "POST", f"/change-requests/{request_id}/submission", etag=etag)

    def withdraw(self, request_id: UUID) -> ChangeRequest:
        """Take it back."""
        return self._send(ChangeRequest, "DELETE", f"/change-requests/{request_id}/submission")

    def decide(self, request_id: UUID, rows: Sequence[Mapping[str, Any]], message: str) -> ChangeRequest:
        """Decide it row by row: `key`, `approve`, and the `reason` of a refusal."""
        body = {"rows": list(rows), "message": message}
        return self._send(ChangeRequest, "POST", f"/change-requests/{request_id}/decision", json=body)

    def put_file(self, request_id: UUID, slot: str, name: str, body: Iterable[bytes]) -> None:
        """Send a file that is to take the place of those in a slot; without one a file that proves why."""
        path = f"files/{slot}" if slot else "evidence"
        self._send_file("PUT", f"/change-requests/{request_id}/{path}", name, body)

    def remove_file(self, request_id: UUID, file_id: UUID) -> None:
        """Take a file off a draft."""
        self._do("DELETE", f"/change-requests/{request_id}/files/{file_id}")

    def file(self, request_id: UUID, file_id: UUID, conditions: Mapping[str, str]) -> Reply:
        """A file as it comes, to be closed. `conditions` are headers: the part wanted, what is known already."""
        path = f"/change-requests/{request_id}/files/{file_id}"
        return self._ask("GET", path, None, headers=conditions, stream=True)

    def asked_for(self, edition: str, asked: dict[str, Any]) -> Page[ChangeRow]:
        """The requests of an edition, those first that wait longest."""
        return self._get(Page[ChangeRow], f"/editions/{edition}/change-requests", **asked)


CHANGES = ChangeRequests()
