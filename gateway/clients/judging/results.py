"""What pages ask judging of sealed results, and of resolutions: what one person proposes and another adopts."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from gateway.clients.judging.overviews import Pending
from gateway.clients.judging.rankings import Explained, Line
from gateway.clients.judging.stages import Stage
from gateway.clients.service import Answer, Page, Service


class CheckItem(Answer, frozen=True):
    """What a check found: an entry, and the judge where a sheet is meant."""

    number: str
    judge: str
    assignment_id: UUID | None


class Check(Answer, frozen=True):
    """How many a check found, and the first of them."""

    count: int
    items: tuple[CheckItem, ...]


class Checks(Answer, frozen=True):
    """What to look at before a result is sealed."""

    missing: Check
    unjudged: Check
    conflicts: Check
    outdated: Check
    flagged: Check
    refused: str | None


class Version(Answer, frozen=True):
    """A version of a result, and by whom it was proposed and adopted."""

    version: int
    sealed_at: datetime
    inputs_hash: str
    resolution_id: UUID
    reason: str
    proposed_by: UUID
    decided_by: UUID


class Difference(Answer, frozen=True):
    """One entry before and after; empty where it has no line there."""

    number: str
    title: str
    before: str
    after: str


class Results(Answer, frozen=True):
    """Where the result of a stage stands; `may` names what can be proposed now: seal, amend."""

    stage: Stage
    checks: Checks
    hindrance: str | None
    versions: tuple[Version, ...]
    differs: bool
    differences: tuple[Difference, ...]
    pending: tuple[Pending, ...]
    may: tuple[str, ...]


class VersionPage(Answer, frozen=True):
    """A page of one version."""

    stage: Stage
    result: Version
    rule: tuple[str, ...]
    rules_hash: str
    entries: int
    items: tuple[Line, ...]
    next: int | None


class ResolutionRow(Answer, frozen=True):
    """A resolution; `may` names what the person looking may do: adopt, reject, withdraw."""

    id: UUID
    edition: str
    stage: str
    stage_en: str
    stage_key: str
    kind: str
    state: str
    reason: str
    answer: str
    points: tuple[str, ...]
    proposed_by: UUID
    proposed_at: datetime
    decided_by: UUID | None
    decided_at: datetime | None
    may: tuple[str, ...]


class Resolution(ResolutionRow, frozen=True):
    """A resolution whole."""

    stands: bool
    hindrance: str | None
    differences: tuple[Difference, ...]


class Proposed(Answer, frozen=True):
    """The resolution that was proposed."""

    id: UUID


class JudgingResults(Service):
    """Judging, asked about results and resolutions as the person who looks."""

    part = "judging"

    def of_stage(self, edition: str, stage: str) -> Results:
        """Where the result of a stage stands."""
        return self._get(Results, _at(edition, stage))

    def version(self, edition: str, stage: str, version: int, after: int) -> VersionPage:
        """A page of one version, each line with its working."""
        return self._get(VersionPage, f"{_at(edition, stage)}/{version}", after=after)

    def explained(self, edition: str, stage: str, version: int, number: str) -> Explained:
        """One entry's line of a version with its sheets."""
        return self._get(Explained, f"{_at(edition, stage)}/{version}/entries/{number}")

    def propose_seal(self, edition: str, stage: str, reason: str) -> UUID:
        """Propose to seal the result as it is now."""
        return self._send(Proposed, "POST", f"{_at(edition, stage)}/sealing", json={"reason": reason}).id

    def propose_amendment(
        self, edition: str, stage: str, reason: str, voided: Sequence[str], disqualified: Sequence[str]
    ) -> UUID:
        """Propose another version, without these sheets and entries."""
        body = {"reason": reason, "voided": list(voided), "disqualified": list(disqualified)}
        return self._send(Proposed, "POST", f"{_at(edition, stage)}/amendment", json=body).id

    def propose_return(self, assignment_id: UUID, reason: str, due_at: str) -> UUID:
        """Propose to give a sheet back after the closing, until `due_at`."""
        body = {"reason": reason, "due_at": due_at}
        return self._send(Proposed, "POST", f"/assignments/{assignment_id}/sheet/return", json=body).id

    def resolutions(self, edition: str, asked: Mapping[str, Any]) -> Page[ResolutionRow]:
        """The resolutions of an edition, the latest first."""
        return self._get(Page[ResolutionRow], f"/editions/{edition}/resolutions", **asked)

    def resolution(self, resolution_id: UUID) -> Resolution:
        """One of them, with what it would change now."""
        return self._get(Resolution, f"/resolutions/{resolution_id}")

    def adopt(self, resolution_id: UUID) -> None:
        """Adopt what another person proposed: it is done at once."""
        self._do("POST", f"/resolutions/{resolution_id}/adoption")

    def reject(self, resolution_id: UUID, answer: str) -> None:
        """Reject it, with a reason."""
        self._do("POST", f"/resolutions/{resolution_id}/rejection", json={"answer": answer})

    def withdraw(self, resolution_id: UUID) -> None:
        """Take back what one proposed oneself."""
        self._do("POST", f"/resolutions/{resolution_id}/withdrawal")


def _at(edition: str, stage: str) -> str:
    return f"/editions/{edition}/stages/{stage}/results"


JUDGING_RESULTS = JudgingResults()
