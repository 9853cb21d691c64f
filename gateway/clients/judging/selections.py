"""What pages ask judging of lists drawn from a result: who advances into a later stage, who is awarded."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from gateway.clients.judging.results import Proposed
from gateway.clients.judging.stages import Stage
from gateway.clients.service import Answer, Service


class DrawnLine(Answer, frozen=True):
    """An entry with its place."""

    entry_id: UUID
    number: str
    title: str
    place: int
    score: str


class Cut(Answer, frozen=True):
    """Who is above a line for certain, and who shares the place that it cuts; `room` is how many of these would fit."""

    within: tuple[DrawnLine, ...]
    tied: tuple[DrawnLine, ...]
    room: int


class Part(Answer, frozen=True):
    """One line: over all, or of a track or group."""

    key: str
    name: str
    count: int
    found: Cut


class DrawnAdvance(Answer, frozen=True):
    """The stages that entries of a stage can advance into, how many have, and who would by the standing result."""

    stage: Stage
    later: tuple[Stage, ...]
    version: int | None
    advanced: dict[str, int]
    into: str
    parts: tuple[Part, ...]


class Level(Answer, frozen=True):
    """One award of the programme and who would have it."""

    key: str
    name: str
    most: int | None
    count: int
    found: Cut


class Awarded(DrawnLine, frozen=True):
    """An entry with its award."""

    award: str
    name: str
    name_en: str


class DrawnAwards(Answer, frozen=True):
    """Who would be awarded by the standing result, before ties are decided; and who is, by the last decision."""

    stage: Stage
    version: int | None
    levels: tuple[Level, ...]
    awarded: tuple[Awarded, ...]


class Selections(Service):
    """Judging, asked about lists drawn from results as the person who looks."""

    part = "judging"

    def draw_advance(self, edition: str, stage: str, into: str, by: str, count: int) -> DrawnAdvance:
        """The later stages, and who would advance; the first of them where none is named."""
        return self._get(DrawnAdvance, f"/editions/{edition}/stages/{stage}/advance", into=into, by=by, count=count)

    def propose_advance(
        self,
        edition: str,
        stage: str,
        into: str,
        by: str,
        count: int,
        ties: Mapping[str, str],
        chosen: Sequence[str],
        reason: str,
    ) -> UUID:
        """Propose who advances: into which stage, by what (all, track or group), how many of each."""
        body = {"into": into, "by": by, "count": count, "ties": dict(ties), "chosen": list(chosen), "reason": reason}
        return self._send(Proposed, "POST", f"/editions/{edition}/stages/{stage}/advance", json=body).id

    def draw_awards(self, edition: str, stage: str, counts: Mapping[str, int]) -> DrawnAwards:
        """Who would be awarded; nothing is kept."""
        body = {"counts": dict(counts)}
        return self._send(DrawnAwards, "POST", f"/editions/{edition}/stages/{stage}/awards/drawing", json=body)

    def propose_awards(
        self,
        edition: str,
        stage: str,
        counts: Mapping[str, int],
        ties: Mapping[str, str],
        chosen: Sequence[str],
        reason: str,
    ) -> UUID:
        """Propose who is awarded."""
        body = {"counts": dict(counts), "ties": dict(ties), "chosen": list(chosen), "reason": reason}
        return self._send(Proposed, "POST", f"/editions/{edition}/stages/{stage}/awards", json=body).id


SELECTIONS = Selections()
