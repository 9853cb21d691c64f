"""What pages ask judging."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from gateway.clients.judging.panels import AssignmentRecord, Panel, Replaced
from gateway.clients.judging.rankings import Explained, Ranking
from gateway.clients.judging.sheets import Assignment, MarksSaved, OwnAssignments, OwnSheets, Saved
from gateway.clients.judging.stages import Stages
from gateway.clients.service import Service


class Judging(Service):
    """Judging, asked as the person who looks."""

    part = "judging"

    def own_assignments(self) -> OwnAssignments:
        """What this judge is to score, what is open first."""
        return self._get(OwnAssignments, "/assignments")

    def assignment(self, assignment_id: UUID) -> Assignment:
        """One of the judge's own assignments: rubric, entry, own sheet."""
        return self._get(Assignment, f"/assignments/{assignment_id}")

    def save_sheet(self, assignment_id: UUID, etag: str, marks: Mapping[str, str], comment: str) -> Saved:
        """Save any part of the sheet of the version `etag`."""
        content = {"marks": dict(marks), "comment": comment}
        return self._send(Saved, "PUT", f"/assignments/{assignment_id}/sheet", etag=etag, json=content)

    def own_sheets(self, edition: str, stage: str) -> OwnSheets:
        """All sheets of this judge in a stage, side by side."""
        return self._get(OwnSheets, f"/editions/{edition}/stages/{stage}/own-sheets")

    def save_marks(self, assignment_id: UUID, etag: str, marks: Mapping[str, str]) -> MarksSaved:
        """Save the marks of the sheet of the version `etag`; its comment stays."""
        content = {"marks": dict(marks)}
        return self._send(MarksSaved, "PUT", f"/assignments/{assignment_id}/sheet/marks", etag=etag, json=content)

    def submit_sheet(self, assignment_id: UUID, etag: str, key: str) -> Assignment:
        """Hand the sheet in, once for each `key`; it locks."""
        return self._send(Assignment, "POST", f"/assignments/{assignment_id}/sheet/submission", etag=etag, key=key)

    def return_sheet(self, assignment_id: UUID, reason: str) -> None:
        """Give a sheet back to its judge for change."""
        self._do("DELETE", f"/assignments/{assignment_id}/sheet/submission", json={"reason": reason})

    def record(self, assignment_id: UUID) -> AssignmentRecord:
        """One assignment with its sheet, for an organizer."""
        return self._get(AssignmentRecord, f"/assignments/{assignment_id}/record")

    def remove(self, assignment_id: UUID, reason: str) -> None:
        """Take a judge off an entry."""
        self._do("DELETE", f"/assignments/{assignment_id}", json={"reason": reason})

    def replace(self, assignment_id: UUID, judge_id: str, reason: str) -> UUID:
        """Give the entry to another judge in place of this one; the id of the new assignment."""
        body = {"judge_id": judge_id, "reason": reason}
        return self._send(Replaced, "POST", f"/assignments/{assignment_id}/replacement", json=body).id

    def stages(self) -> Stages:
        """The stages that the person judges in or organizes."""
        return self._get(Stages, "/stages")

    def panel(self, edition: str, stage: str, after: str, words: str, *, unassigned: bool) -> Panel:
        """A stage's judges and a page of its entries; the first stage unless one is named."""
        only = "true" if unassigned else ""
        return self._get(Panel, "/panel", edition=edition, stage=stage, after=after, q=words, unassigned=only)

    def assign(self, edition: str, stage: str, entry_id: str, judge_ids: Sequence[str]) -> None:
        """Give an entry to judges, all or none."""
        body = {"entry_id": entry_id, "judge_ids": list(judge_ids)}
        self._do("POST", f"/editions/{edition}/stages/{stage}/assignments", json=body)

    def ranking(self, edition: str, stage: str, after: int, compared: str) -> Ranking:
        """A page of the ranking of a stage (the first unless named), by its own rule or another for comparison."""
        return self._get(Ranking, "/ranking", edition=edition, stage=stage, after=after, compared=compared)

    def explained(self, edition: str, stage: str, number: str) -> Explained:
        """One entry's place with every sheet handed in."""
        return self._get(Explained, f"/editions/{edition}/stages/{stage}/ranking/entries/{number}")


JUDGING = Judging()
