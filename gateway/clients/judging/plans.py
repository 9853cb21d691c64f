"""What judging says to organizers of a plan of assignment."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from gateway.clients.judging.panels import EntryName
from gateway.clients.judging.stages import Name, Stage
from gateway.clients.service import Answer, Service

COMPUTING = 60.0
"""Seconds; a thousand entries are planned, and get their judges, in one request each."""


class PlanSettings(Answer, frozen=True):
    """What was asked of a plan."""

    per_entry: int
    least: int
    most: int | None
    adjust: bool


class Receipt(Answer, frozen=True):
    """How a plan was found."""

    entries: int
    judges: int
    cost: int
    bound: int
    swaps: int
    surcharge: int
    parts: int


class Load(Answer, frozen=True):
    """What a judge has before and after a plan; of each track, in the order of the plan's tracks."""

    id: UUID
    name: str
    before: int
    after: int
    by_track: tuple[int, ...]


class Barred(Answer, frozen=True):
    """A judge who may not have an entry, and why."""

    judge: str
    why: str


class Block(Answer, frozen=True):
    """Why entries lack judges: what cannot all hold at once."""

    short: tuple[EntryName, ...]
    more: int
    entries: int
    judges: tuple[str, ...]
    barred: tuple[Barred, ...]


class PlannedEntry(EntryName, frozen=True):
    """An entry with its judges as the plan has them."""

    track: Name
    kept: tuple[str, ...]
    new: tuple[str, ...]
    gone: tuple[str, ...]
    missing: int


class Plan(Answer, frozen=True):
    """A plan of assignment; `may` names what is open now: make, undo."""

    id: UUID
    stage: Stage
    state: str
    settings: PlanSettings
    seed: str
    inputs: str
    receipt: Receipt
    proposed_at: datetime
    made_at: datetime | None
    undone_at: datetime | None
    added: int
    removed: int
    kept: int
    missing: int
    tracks: tuple[Name, ...]
    judges: tuple[Load, ...]
    blocks: tuple[Block, ...]
    entries: tuple[PlannedEntry, ...]
    next: str | None
    may: tuple[str, ...]


class Proposed(Answer, frozen=True):
    """The plan that was proposed."""

    id: UUID


class Plans(Service):
    """Plans of assignment, asked as the person who looks."""

    part = "judging"

    def propose(self, edition: str, stage: str, settings: Mapping[str, Any]) -> UUID:
        """Have a plan computed; nobody is assigned yet."""
        path = f"/editions/{edition}/stages/{stage}/plans"
        return self._send(Proposed, "POST", path, json=dict(settings), timeout=COMPUTING).id

    def plan(self, plan_id: UUID, after: str) -> Plan:
        """A plan with a page of its entries."""
        return self._get(Plan, f"/plans/{plan_id}", after=after)

    def make(self, plan_id: UUID) -> None:
        """Assign exactly what the plan says."""
        self._do("POST", f"/plans/{plan_id}/making", timeout=COMPUTING)

    def undo(self, plan_id: UUID) -> None:
        """Take back what the plan made."""
        self._do("POST", f"/plans/{plan_id}/undoing", timeout=COMPUTING)


PLANS = Plans()
