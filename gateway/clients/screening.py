"""What pages ask registration of screening: the queue, one entry's checklist and outcome, what the team was told."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from gateway.clients.likeness import LikeEntry
from gateway.clients.registration.entries import HandedInJointApplicant
from gateway.clients.registration.teams import HandedInMember
from gateway.clients.screening_queue import ScreenedCount, ScreeningNumbers, ScreeningRow, TakenEntry
from gateway.clients.service import Answer, Page, Service


class ScreenedPoint(Answer, frozen=True):
    """A point of the checklist, with what was said of it."""

    key: str
    text: str
    text_en: str
    heading: str
    heading_en: str
    fields: tuple[str, ...]
    """Keys of what it is about, of those that the form asks."""
    verdict: str
    """`pass`, `fail`, `na`; empty: nothing yet."""
    reason: str
    failed_before: str
    """Why the version looked at before did not meet it; empty where it did."""


class ScreeningRecord(Answer, frozen=True):
    """What was done."""

    action: str
    name: str
    text: str
    version: int
    at: datetime


class ScreenedFile(Answer, frozen=True):
    """A file as it was handed in."""

    id: UUID
    name: str
    size: int
    type: str
    sha256: str
    pages: int | None
    pictured: bool
    """Whether there is a picture of its first page."""


class EarlierVersion(Answer, frozen=True):
    """The version of an entry that was looked at before."""

    edition: str
    version: int
    submitted_at: datetime
    form_version: int
    form_sha256: str
    answers: dict[str, Any]
    files: dict[str, tuple[ScreenedFile, ...]]
    team: tuple[HandedInMember, ...]
    joint_applicants: tuple[HandedInJointApplicant, ...]


class Screening(Answer, frozen=True):
    """The screening of an entry, beside what was handed in."""

    entry_id: UUID
    edition: str
    number: str
    title: str
    track: str
    group: str
    organisation: str
    form_version: int
    form_sha256: str
    answers: dict[str, Any]
    leader_name: str
    submitted_at: datetime
    version: int
    files: dict[str, tuple[ScreenedFile, ...]]
    team: tuple[HandedInMember, ...]
    joint_applicants: tuple[HandedInJointApplicant, ...]
    state: str
    since: datetime | None
    screener_name: str
    message: str
    fields: tuple[str, ...]
    corrections: int
    due_at: datetime | None
    reply: str
    explanation: str
    """What the team says of its correction."""
    before: EarlierVersion | None
    """None where nobody looked at an earlier one."""
    correction_due_at: datetime | None
    """Until when a correction could be handed in that is asked for now; None where none can."""
    points: tuple[ScreenedPoint, ...]
    records: tuple[ScreeningRecord, ...]
    alike: tuple[LikeEntry, ...]
    own: bool
    """The person stands behind the entry and may not screen it."""
    may: tuple[str, ...]
    etag: str


class ScreeningFinding(Answer, frozen=True):
    """A point that is not met."""

    text: str
    text_en: str
    reason: str


class OpenField(Answer, frozen=True):
    """A field or file slot that a correction is about."""

    key: str
    label: str
    label_en: str
    file: bool


class ToldScreening(Answer, frozen=True):
    """The screening of an entry as its team is told."""

    entry_id: UUID
    title: str
    state: str
    since: datetime | None
    findings: tuple[ScreeningFinding, ...]
    message: str
    fields: tuple[OpenField, ...]
    due_at: datetime | None
    explanation: str
    reply: str
    may: tuple[str, ...]


class Screenings(Service):
    """Registration's screening, asked as the person who looks."""

    part = "registration"

    def queue(self, edition: str, asked: dict[str, Any]) -> Page[ScreeningRow]:
        """The queue, those first that wait; of one state, those that are longest in it."""
        return self._get(Page[ScreeningRow], f"/editions/{edition}/screenings", **asked)

    def numbers(self, edition: str) -> ScreeningNumbers:
        """How many entries stand where."""
        return self._get(ScreeningNumbers, f"/editions/{edition}/screening")

    def take_next(self, edition: str) -> TakenEntry:
        """Take the entry that waits longest."""
        return self._send(TakenEntry, "POST", f"/editions/{edition}/screening/next")

    def assign(self, edition: str, screeners: Sequence[dict[str, str]], by: str) -> ScreenedCount:
        """Give what waits to these people, in `turn` or by `track`."""
        body = {"screeners": list(screeners), "by": by}
        return self._send(ScreenedCount, "POST", f"/editions/{edition}/screening/assignments", json=body)

    def pass_many(self, edition: str, entry_ids: Sequence[str]) -> ScreenedCount:
        """Let these pass, as far as the person has them and nothing is wrong with them."""
        body = {"entry_ids": list(entry_ids)}
        return self._send(ScreenedCount, "POST", f"/editions/{edition}/screening/passes", json=body)

    def screening(self, entry_id: UUID) -> Screening:
        """The screening of an entry. Refused with 404 where there is none."""
        return self._get(Screening, f"/entries/{entry_id}/screening")

    def take(self, entry_id: UUID) -> Screening:
        """Take it."""
        return self._send(Screening, "POST", f"/entries/{entry_id}/screening/screener")

    def hand_over(self, entry_id: UUID, to: UUID, name: str) -> Screening:
        """Hand it to somebody else."""
        body = {"id": str(to), "name": name}
        return self._send(Screening, "PUT", f"/entries/{entry_id}/screening/screener", json=body)

    def give_back(self, entry_id: UUID) -> Screening:
        """Let it wait again."""
        return self._send(Screening, "DELETE", f"/entries/{entry_id}/screening/screener")

    def save_points(self, entry_id: UUID, points: Sequence[dict[str, str]]) -> Screening:
        """Say what is of these points: `key`, `verdict`, `reason`."""
        return self._send(Screening, "PUT", f"/entries/{entry_id}/screening/points", json={"points": list(points)})

    def decide(self, entry_id: UUID, outcome: str, message: str, fields: Sequence[str]) -> Screening:
        """`pass` it, ask to `correct` these fields, or propose to `refuse` it."""
        body = {"outcome": outcome, "message": message, "fields": list(fields)}
        return self._send(Screening, "POST", f"/entries/{entry_id}/screening/outcome", json=body)

    def confirm(self, entry_id: UUID, reason: str, *, agree: bool) -> Screening:
        """Confirm a refusal that somebody else proposed, or send it back."""
        body = {"agree": agree, "reason": reason}
        return self._send(Screening, "POST", f"/entries/{entry_id}/screening/confirmation", json=body)

    def reopen(self, entry_id: UUID, reason: str) -> Screening:
        """Screen once more what was decided."""
        return self._send(Screening, "POST", f"/entries/{entry_id}/screening/reopening", json={"reason": reason})

    def told(self, entry_id: UUID) -> ToldScreening:
        """What the team was told. Refused with 404 where nothing is screened."""
        return self._get(ToldScreening, f"/entries/{entry_id}/screening/told")

    def reply(self, entry_id: UUID, text: str) -> ToldScreening:
        """Reply to a refusal, in time."""
        return self._send(ToldScreening, "POST", f"/entries/{entry_id}/screening/reply", json={"text": text})


SCREENINGS = Screenings()
