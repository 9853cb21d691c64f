"""A plan as organizers look at it: loads, shortages with what blocks them, a page of entries, what may be done."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from chassis.http.auth import Identity
from chassis.http.paging import page
from chassis.words.collation import by_name
from contracts.roles import ORGANIZER
from contracts.scopes import Scope
from services.judging.editions.access import require_overseer
from services.judging.editions.models import Edition
from services.judging.editions.names import Names, names_of
from services.judging.editions.states import CLOSED
from services.judging.entries.models import Entry
from services.judging.entries.taking_part import taking_part
from services.judging.judges.models import Judge
from services.judging.panels.models import Assignment
from services.judging.panels.progress import live_in
from services.judging.plans.actions import Seat, find_plan, hindrance_to_undo, seats_of
from services.judging.plans.models import AssignmentPlan
from services.judging.plans.states import PLAN, PROPOSED

NAMED = 8
"""Entries named at most for one reason; the list of entries shows them all."""


class _Seats:
    """Who has what now, who gets what by the plan and who loses it."""

    def __init__(self, plan: AssignmentPlan, standing: Iterable[Seat]) -> None:
        self.new, self.gone, now = set(seats_of(plan.added)), set(seats_of(plan.removed)), set(standing)
        proposed = plan.state == PROPOSED
        self.before = now if proposed else (now - self.new) | self.gone
        self.after = (now | self.new) - self.gone if proposed else now
        self.kept = self.after & self.before


def view(session: Session, actor: Identity, plan_id: UUID, asked: Mapping[str, Any]) -> dict[str, Any]:
    """A plan with a page of its stage's entries, for who oversees its edition. Raises UnknownPlan, Forbidden."""
    plan = find_plan(session, plan_id)
    require_overseer(actor, plan.edition)
    standing = session.execute(select(Assignment.entry_id, Assignment.judge_id).where(*live_in(plan.rubric)))
    seats = _Seats(plan, [(entry, judge) for entry, judge in standing])
    shown = {judge for _entry, judge in seats.before | seats.after} | {UUID(one) for one in _judges_in(plan)}
    judges = {one.account_id: one.name for one in session.scalars(select(Judge).where(Judge.account_id.in_(shown)))}
    edition, names = session.get_one(Edition, plan.edition), names_of(session, plan.edition)
    found = page(session, taking_part(plan.rubric), Entry.number, asked["after"], asked["limit"])
    own = ("id", "state", "settings", "seed", "inputs", "receipt", "proposed_at", "made_at", "undone_at")
    return {name: getattr(plan, name) for name in own} | {
        "stage": plan.rubric,
        "added": len(plan.added),
        "removed": len(plan.removed),
        "kept": len(seats.kept),
        "missing": sum(plan.short.values()),
        "tracks": edition.tracks,
        "judges": _loads(session, edition, seats, judges),
        "blocks": [_block(session, block, judges) for block in plan.blocks],
        "entries": [_entry(entry, names, plan, seats, judges) for entry in found.items],
        "next": found.next,
        "may": open_to(session, actor, plan),
    }


def _judges_in(plan: AssignmentPlan) -> Iterable[str]:
    for block in plan.blocks:
        yield from block["judges"]
        yield from (judge for judge, _why in block["barred"])


def _loads(session: Session, edition: Edition, seats: _Seats, judges: Mapping[UUID, str]) -> list[dict[str, Any]]:
    """What each judge has before and after, and of each track after."""
    of_entry = select(Entry.id, Entry.track).where(Entry.edition == edition.slug)
    track_of = {entry: track for entry, track in session.execute(of_entry)}
    before = Counter(judge for _entry, judge in seats.before)
    by_track: dict[UUID, Counter[str]] = defaultdict(Counter)
    for entry, judge in seats.after:
        by_track[judge][track_of[entry]] += 1
    keys = [track["key"] for track in edition.tracks]
    return [
        {
            "id": judge,
            "name": judges[judge],
            "before": before[judge],
            "after": by_track[judge].total(),
            "by_track": [by_track[judge][key] for key in keys],
        }
        for judge in sorted(judges, key=lambda judge: (by_name(judges[judge]), judge))
    ]


def _block(session: Session, block: Mapping[str, Any], judges: Mapping[UUID, str]) -> dict[str, Any]:
    ids = [UUID(entry) for entry in block["short"]]
    named = select(Entry).where(Entry.id.in_(ids[:NAMED])).order_by(Entry.number)
    barred = [(judges[UUID(judge)], why) for judge, why in block["barred"]]
    return {
        "short": session.scalars(named).all(),
        "more": max(len(ids) - NAMED, 0),
        "entries": block["entries"],
        "judges": sorted((judges[UUID(judge)] for judge in block["judges"]), key=by_name),
        "barred": [{"judge": name, "why": why} for name, why in sorted(barred, key=lambda one: by_name(one[0]))],
    }


def _entry(
    entry: Entry, names: Names, plan: AssignmentPlan, seats: _Seats, judges: Mapping[UUID, str]
) -> dict[str, Any]:
    def named(those: set[Seat]) -> list[str]:
        return sorted((judges[judge] for judge in judges if (entry.id, judge) in those), key=by_name)

    facts = {name: getattr(entry, name) for name in ("id", "number", "title")} | {"track": names.track(entry.track)}
    lists = {"kept": named(seats.kept), "new": named(seats.new), "gone": named(seats.gone)}
    return facts | lists | {"missing": plan.short.get(str(entry.id), 0)}


def open_to(session: Session, actor: Identity, plan: AssignmentPlan) -> list[str]:
    """What the actor may do with the plan now."""
    if plan.rubric.stage.phase == CLOSED or not actor.has(ORGANIZER, Scope.edition(plan.edition)):
        return []
    steps = [step.action for step in PLAN.open_steps(plan.state)]
    if "make" in steps and not plan.added and not plan.removed:
        steps.remove("make")
    if "undo" in steps and hindrance_to_undo(session, plan) is not None:
        steps.remove("undo")
    return steps
