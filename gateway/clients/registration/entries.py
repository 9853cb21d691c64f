"""What pages ask registration of entries: drafts, files, submission, receipt."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from chassis.http.client import Reply
from gateway.clients.entry_drafts import Correction, Kept, Missing
from gateway.clients.registration.applicants.joint_applicants import JointApplicant
from gateway.clients.registration.teams import HandedInMember, TeamMember, TeamRules
from gateway.clients.service import Answer, Service


class Leader(Answer, frozen=True):
    """Who enters."""

    id: UUID
    name: str


class EntryScreening(Answer, frozen=True):
    """Where the screening of an entry stands, as its team is told."""

    state: str
    due_at: datetime | None


class EntryLine(Answer, frozen=True):
    """An entry in the list of its leader."""

    id: UUID
    edition: str
    number: str | None
    """Given at the first submission."""
    state: str
    """`draft`, `submitted` or `withdrawn`."""
    version: int
    """How often it was handed in."""
    revising: bool
    """Whether a next version is being written while the one handed in last stands."""
    title: str
    track: str
    group: str
    leader: Leader
    relation: str
    """What the person who looks is to it: `leader`, `member`, `advisor` or `office`."""
    lacking: int
    """How many fields still stop its submission."""
    created_at: datetime
    updated_at: datetime
    submitted_at: datetime | None
    closes_at: datetime
    """The deadline, exclusive."""
    screening: EntryScreening | None
    """None where it is not handed in, or nothing is screened."""

    @property
    def being_written(self) -> bool:
        """Whether its answers and files may change before the deadline."""
        return self.state != "submitted" or self.revising


class EntryFile(Answer, frozen=True):
    """An uploaded file."""

    id: UUID
    name: str
    size: int
    """Bytes."""
    type: str
    """By its content."""
    sha256: str
    uploaded_at: datetime
    state: str
    """`checking`, `ready` or `refused`."""
    finding: str
    """Why it is refused."""
    scanner_away: bool
    pages: int | None
    pictured: bool
    """Whether there is a picture of its first page."""


class Entry(EntryLine, frozen=True):
    """An entry, whole."""

    form_version: int
    form_sha256: str
    answers: dict[str, Any]
    aside: dict[str, Any]
    """Answers to what the form does not ask at present."""
    marks: dict[str, str]
    """Of each answer, by which whoever replaces it says which one they read."""
    kept: tuple[Kept, ...]
    files: dict[str, tuple[EntryFile, ...]]
    """By slot."""
    replacements: dict[str, EntryFile]
    """By slot a file that is to replace the one in it, and was not found good."""
    missing: tuple[Missing, ...]
    warnings: tuple[Missing, ...]
    """What looks wrong and is accepted all the same."""
    team: tuple[TeamMember, ...]
    """In order, the leader first."""
    team_mark: str
    """Which order of the team was read, for whoever changes it."""
    team_rules: TeamRules
    joint_applicants: tuple[JointApplicant, ...]
    may: tuple[str, ...]
    """What the person who looks may do with it now."""
    changed: bool
    """Whether what is being written differs from what was handed in, while both are there."""
    correction: Correction | None
    upload_grace: int
    """Minutes after the deadline in which uploads begun before it may end, and be handed in."""
    judging_began: bool
    """Whether judges score already: what was handed in is then taken back by an organizer alone."""
    etag: str

    @property
    def writes_until(self) -> datetime:
        """Until when the team writes: the deadline, or that of the correction under way."""
        return self.correction.due_at if self.correction else self.closes_at

    def opens(self, key: str) -> bool:
        """Whether a field or slot may change until then."""
        return self.being_written and (self.correction is None or key in self.correction.fields_open)

    @property
    def uploads_until(self) -> datetime:
        """Until when an upload begun before the deadline may end."""
        return self.closes_at + timedelta(minutes=self.upload_grace)


class HandedInFile(Answer, frozen=True):
    """A file as it was handed in."""

    slot: str
    name: str
    size: int
    sha256: str


class HandedInJointApplicant(Answer, frozen=True):
    """A joint applicant as it was handed in."""

    name: str
    proof: str
    """What showed that it agrees, as `JointApplicant.state`."""


class Receipt(Answer, frozen=True):
    """Proof of what was handed in, and when."""

    entry_id: UUID
    edition: str
    number: str
    title: str
    version: int
    """How often the entry was handed in by then."""
    latest: int
    """The version handed in last."""
    submitted_at: datetime
    form_version: int
    form_sha256: str
    organisation: str
    content_sha256: str
    """Over all that was handed in."""
    code: str
    """By which anybody verifies the receipt."""
    request_id: UUID | None
    """The change request that made it; None where the team handed it in."""
    files: tuple[HandedInFile, ...]
    team: tuple[HandedInMember, ...]
    """In order, the leader first."""
    joint_applicants: tuple[HandedInJointApplicant, ...]


class FormVersion(Answer, frozen=True):
    """A version of an edition's form."""

    document: dict[str, Any]


class Entries(Service):
    """Registration's entries, asked as the person who looks."""

    part = "registration"

    def mine(self) -> list[EntryLine]:
        """The entries whose team the person is in, newest first."""
        return self._all(EntryLine, "/entries", most=1000, mine="true")

    def start(self, edition: str, key: str) -> Entry:
        """Begin a draft, once for each key; for the current edition where none is named."""
        return self._send(Entry, "POST", "/entries", json={"edition": edition} if edition else {}, key=key)

    def entry(self, entry_id: UUID) -> Entry:
        """One entry. Refused with 404 where it is not for this person."""
        return self._get(Entry, f"/entries/{entry_id}")

    def save(self, entry_id: UUID, answers: dict[str, Any], read: Mapping[str, str]) -> Entry:
        """Save answers as they are, each in place of the one whose mark `read` has; 412 where that one is gone."""
        body = {"answers": answers, "read": {key: read.get(key, "") for key in answers}}
        return self._send(Entry, "PATCH", f"/entries/{entry_id}", json=body)

    def delete(self, entry_id: UUID) -> None:
        """Throw a draft away that was never handed in."""
        self._do("DELETE", f"/entries/{entry_id}")

    def submit(self, entry_id: UUID, etag: str, explanation: str = "") -> Receipt:
        """Hand the entry in; refused with 422 and everything that is missing. `explanation`: of a correction."""
        body = {"explanation": explanation}
        return self._send(Receipt, "POST", f"/entries/{entry_id}/submission", etag=etag, json=body)

    def withdraw(self, entry_id: UUID) -> None:
        """Take the entry back; it keeps its number."""
        self._do("DELETE", f"/entries/{entry_id}/submission")

    def restore(self, entry_id: UUID) -> Receipt:
        """Undo that: what was handed in last stands again; refused with 422 where title or team stop it."""
        return self._send(Receipt, "POST", f"/entries/{entry_id}/submission/restoration")

    def receipt(self, entry_id: UUID) -> Receipt:
        """The receipt of an entry that is handed in."""
        return self._get(Receipt, f"/entries/{entry_id}/receipt")

    def form(self, edition: str, version: int) -> FormVersion:
        """A version of an edition's form."""
        return self._get(FormVersion, f"/editions/{edition}/forms/{version}")

    def file(self, entry_id: UUID, file_id: UUID, conditions: Mapping[str, str]) -> Reply:
        """A file as it comes, to be closed. `conditions` are headers: the part wanted, what is known already."""
        return self._ask("GET", f"/entries/{entry_id}/files/{file_id}", None, headers=conditions, stream=True)

    def picture(self, entry_id: UUID, file_id: UUID, conditions: Mapping[str, str]) -> Reply:
        """The first page of a file in small, as it comes, to be closed."""
        return self._ask("GET", f"/entries/{entry_id}/files/{file_id}/picture", None, headers=conditions, stream=True)

    def page_picture(self, entry_id: UUID, file_id: UUID, number: int, conditions: Mapping[str, str]) -> Reply:
        """A page of a PDF as a picture to be read, as it comes, to be closed."""
        path = f"/entries/{entry_id}/files/{file_id}/pages/{number}"
        return self._ask("GET", path, None, headers=conditions, stream=True)

    def remove_file(self, entry_id: UUID, file_id: UUID) -> None:
        """Take a file off a draft."""
        self._do("DELETE", f"/entries/{entry_id}/files/{file_id}")


ENTRIES = Entries()
