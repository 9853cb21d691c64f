"""What pages ask judging of judges: what they say of themselves and declare, and for the office all of them."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from gateway.clients.judging.stages import Name
from gateway.clients.service import Answer, Page, Service


class OwnReadiness(Answer, frozen=True):
    """An edition that the judge judges in."""

    edition: str
    name: str
    name_en: str
    choices: tuple[Name, ...]
    tracks: tuple[str, ...]
    """Keys of those that the judge knows well."""
    most: int | None
    """How many entries of a stage they can judge."""


class Profile(Answer, frozen=True):
    """What a judge said of themselves."""

    title: str
    employers: tuple[str, ...]
    former: tuple[str, ...]
    updated_at: datetime | None
    editions: tuple[OwnReadiness, ...]


class Organisation(Answer, frozen=True):
    """An organisation that applies in an edition."""

    key: str
    name: str


class OwnConflict(Answer, frozen=True):
    """What the judge told of an applicant."""

    organisation: str
    organisation_key: str | None
    person_id: UUID | None
    kind: str
    note: str
    made_at: datetime


class Applicants(Answer, frozen=True):
    """Everybody who applies in an edition, and what the judge declared about them."""

    name: str
    name_en: str
    organisations: tuple[Organisation, ...]
    people: tuple[UUID, ...]
    declared_at: datetime | None
    undertaking: str
    """The version accepted; empty before the declaration."""
    conflicts: tuple[OwnConflict, ...]


class JudgeOfEdition(Answer, frozen=True):
    """A judge of an edition with what they said and signed."""

    id: UUID
    name: str
    title: str
    employers: tuple[str, ...]
    former: tuple[str, ...]
    tracks: tuple[Name, ...]
    most: int | None
    undertaking: str
    declared_at: datetime | None
    conflicts: int
    assigned: int
    submitted: int


class Conflict(Answer, frozen=True):
    """A conflict of interest as organizers see it; `may` names what is open now: lift."""

    id: UUID
    edition: str
    judge_id: UUID
    judge: str
    organisation: str
    person_id: UUID | None
    entry_id: UUID | None
    number: str | None
    kind: str
    source: str
    note: str
    state: str
    made_at: datetime
    lifted_reason: str
    may: tuple[str, ...]


class Judges(Service):
    """Judging, asked about judges as the person who looks."""

    part = "judging"

    def own_profile(self) -> Profile:
        """What the judge said of themselves."""
        return self._get(Profile, "/judge-profile")

    def write_profile(self, profile: Mapping[str, Any]) -> Profile:
        """Replace it."""
        return self._send(Profile, "PUT", "/judge-profile", json=dict(profile))

    def applicants(self, edition: str) -> Applicants:
        """Everybody who applies in an edition, nobody with an entry."""
        return self._get(Applicants, f"/editions/{edition}/applicants")

    def declare(self, edition: str, undertaking: str, conflicts: Sequence[Mapping[str, Any]]) -> None:
        """Sign the undertaking of this version and tell of conflicts; none: there are none."""
        body = {"undertaking": undertaking, "conflicts": list(conflicts)}
        self._do("PUT", f"/editions/{edition}/declaration", json=body)

    def recuse(self, assignment_id: UUID, kind: str, note: str) -> None:
        """Give an entry back, for an interest of a kind, or for another reason."""
        self._do("POST", f"/assignments/{assignment_id}/recusal", json={"kind": kind, "note": note})

    def of_edition(self, edition: str, asked: Mapping[str, Any]) -> Page[JudgeOfEdition]:
        """Everybody who may judge in an edition, by name."""
        return self._get(Page[JudgeOfEdition], f"/editions/{edition}/judges", **asked)

    def conflicts(self, edition: str, asked: Mapping[str, Any]) -> Page[Conflict]:
        """What judges told of conflicts, the latest first."""
        return self._get(Page[Conflict], f"/editions/{edition}/conflicts", **asked)

    def conflict(self, conflict_id: UUID) -> Conflict:
        """One of them."""
        return self._get(Conflict, f"/conflicts/{conflict_id}")

    def lift(self, conflict_id: UUID, reason: str) -> None:
        """Find that a conflict does not hold."""
        self._do("POST", f"/conflicts/{conflict_id}/lifting", json={"reason": reason})


JUDGES = Judges()
