"""What judging says to organizers of the ranking."""

from uuid import UUID

from gateway.clients.judging.stages import Counted, Criterion, Name, Stage
from gateway.clients.service import Answer


class Line(Answer, frozen=True):
    """One entry's place in a ranking."""

    rank: int | None
    number: str
    title: str
    track: Name
    group: Name
    score: str | None
    working: tuple[str, ...]
    """Step by step; the last one ends in the score."""
    tie_text: str | None
    spread: str | None
    flagged: bool


class Comparison(Answer, frozen=True):
    """Another rule under which the sheets can be looked at."""

    key: str
    name: str


class Ranking(Answer, frozen=True):
    """A page of a stage's ranking; what belongs to a stage is left out where there is none."""

    stages: tuple[Stage, ...]
    stage: Stage | None
    total: Counted | None
    items: tuple[Line, ...]
    next: int | None
    entries: int
    rule: tuple[str, ...] = ()
    """The stage's own rule in plain words."""
    rules_hash: str = ""
    compared: str = ""
    """The other rule that the lines follow; empty for the own."""
    comparisons: tuple[Comparison, ...] = ()
    refused: str | None = None
    """Why the rule gives no ranking now."""
    inputs_hash: str = ""


class RankedSheet(Answer, frozen=True):
    """A sheet handed in; a dropped one does not count towards the score."""

    id: UUID
    judge: str
    marks: dict[str, str]
    total: str
    dropped: bool


class Explained(Line, frozen=True):
    """One entry's place with the sheets it came from."""

    entry_id: UUID
    stage: Stage
    criteria: tuple[Criterion, ...]
    sheets: tuple[RankedSheet, ...]
