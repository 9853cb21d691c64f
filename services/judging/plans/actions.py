"""Plans of assignment: proposing one, making its assignments, taking them back."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Integer, Row, delete, func, select
from sqlalchemy.orm import Session

from chassis import clock
from chassis.http.auth import Identity
from chassis.storage import audit, ids
from services.judging.editions.access import require_organizer
from services.judging.editions.windows import require_unclosed
from services.judging.entries.actions import lock_entries
from services.judging.entries.models import Entry
from services.judging.judges.models import Judge
from services.judging.matching.blocks import Block, blocks
from services.judging.matching.match import Match, match
from services.judging.matching.problem import NOBODY, Problem
from services.judging.panels.actions import make
from services.judging.panels.locks import lock_live
from services.judging.panels.models import Assignment, ScoreSheet
from services.judging.panels.progress import live_in
from services.judging.panels.removal import remove
from services.judging.panels.states import NONE
from services.judging.plans.errors import PlanBegun, PlanFollowed, PlanOutdated, UnknownPlan
from services.judging.plans.inputs import Inputs, Settings, inputs_of
from services.judging.plans.models import AssignmentPlan
from services.judging.plans.states import MADE, PLAN, PROPOSED
from services.judging.rules.actions import find_rubric, lock_rubric, subject_of
from services.judging.rules.models import Rubric

ADJUSTED, TAKEN_BACK = "plan-adjusted", "plan-undone"
"""Why an assignment ends: a plan gave the entry to others; the plan that made it was undone."""
LISTED = 10
"""Plans of a stage that organizers see at most."""
Pairs = list[list[str]]
"""Entry and judge of each assignment, as a plan stores them."""
Seat = tuple[UUID, UUID]
"""An entry and a judge."""


def propose(session: Session, at: tuple[str, str], settings: Settings) -> AssignmentPlan:
    """Compute a plan of a stage, in place of what was proposed before; nobody is assigned yet.

    Raises UnknownStage, StageClosed, Invalid.
    """
    rubric = find_rubric(session, *at)
    require_unclosed(rubric.stage)
    inputs = inputs_of(session, rubric, settings)
    plan = _found(rubric, settings, inputs, match(inputs.problem))
    session.execute(delete(AssignmentPlan).where(*_of_stage(rubric), AssignmentPlan.state == PROPOSED))
    session.add(plan)
    session.flush()
    return plan


def _found(rubric: Rubric, settings: Settings, inputs: Inputs, found: Match) -> AssignmentPlan:
    problem = inputs.problem
    before = {entry: problem.fixed.get(entry, NOBODY) | problem.loose.get(entry, NOBODY) for entry in found.seats}
    return AssignmentPlan(
        id=ids.new_id(),
        edition=rubric.edition,
        stage_key=rubric.stage_key,
        settings=settings.written(),
        seed=problem.seed,
        inputs=inputs.digest,
        added=_pairs((entry, judges - before[entry]) for entry, judges in found.seats.items()),
        removed=_pairs((entry, before[entry] - judges) for entry, judges in found.seats.items()),
        short={str(entry): missing for entry, missing in found.short.items()},
        blocks=[_written(block) for block in blocks(problem, found.seats, found.short)],
        receipt=_receipt(problem, found),
        proposed_at=clock.now(),
        rubric=rubric,
    )


def _pairs(seats: Iterable[tuple[UUID, frozenset[UUID]]]) -> Pairs:
    return [[str(entry), str(judge)] for entry, judges in seats for judge in sorted(judges)]


def seats_of(pairs: Pairs) -> list[Seat]:
    """What is stored as pairs."""
    return [(UUID(entry), UUID(judge)) for entry, judge in pairs]


def _written(block: Block) -> dict[str, Any]:
    barred = {(judge, why) for judges in block.barred.values() for judge, why in judges.items()}
    return {
        "short": [str(entry) for entry in block.short],
        "entries": len(block.entries),
        "judges": [str(judge) for judge in sorted(block.judges)],
        "barred": [[str(judge), why] for judge, why in sorted(barred)],
    }


def _receipt(problem: Problem, found: Match) -> dict[str, Any]:
    return {
        "entries": len(problem.demands),
        "judges": len(problem.candidates),
        "cost": found.cost,
        "bound": found.bound,
        "swaps": found.connection.swaps,
        "surcharge": found.connection.surcharge,
        "parts": found.connection.parts,
    }


def make_plan(session: Session, actor: Identity, plan_id: UUID) -> None:
    """Assign exactly what the plan says. Raises UnknownPlan, Forbidden, StageClosed, Impossible, PlanOutdated."""
    plan = _lock(session, actor, plan_id)
    PLAN.step(plan.state, "make")
    inputs = inputs_of(session, plan.rubric, Settings.read(plan.settings))
    if inputs.digest != plan.inputs:
        raise PlanOutdated
    _end(session, plan.rubric, plan.removed, ADJUSTED)
    _assign(session, actor, inputs, plan.rubric, plan.added)
    PLAN.move(plan, "make")
    plan.made_at = clock.now()
    told = {"plan": str(plan.id), "seed": plan.seed, "inputs": plan.inputs, "made": len(plan.added)}
    audit.record(session, actor.account_id, "plan.made", subject_of(plan.rubric), **told, ended=len(plan.removed))


def undo(session: Session, actor: Identity, plan_id: UUID) -> None:
    """Take back what the plan made, and give back what it ended, where that may still be.

    Raises UnknownPlan, Forbidden, StageClosed, Impossible, PlanBegun, PlanFollowed.
    """
    plan = _lock(session, actor, plan_id)
    PLAN.step(plan.state, "undo")
    if (hindrance := hindrance_to_undo(session, plan)) is not None:
        raise hindrance
    _end(session, plan.rubric, plan.added, TAKEN_BACK)
    inputs = inputs_of(session, plan.rubric, Settings(per_entry=0))
    _assign(session, actor, inputs, plan.rubric, plan.removed)
    PLAN.move(plan, "undo")
    plan.undone_at = clock.now()
    audit.record(session, actor.account_id, "plan.undone", subject_of(plan.rubric), plan=str(plan.id))


def hindrance_to_undo(session: Session, plan: AssignmentPlan) -> PlanBegun | PlanFollowed | None:
    """Why what a plan made cannot be taken back as a whole any more."""
    made = select(AssignmentPlan.id).where(*_of_stage(plan.rubric), AssignmentPlan.state == MADE)
    if session.scalars(made.where(AssignmentPlan.id > plan.id).limit(1)).one_or_none() is not None:
        return PlanFollowed()
    here = select(Assignment.entry_id, Assignment.judge_id).join(Assignment.sheet).where(*live_in(plan.rubric))
    begun = {(entry, judge) for entry, judge in session.execute(here.where(ScoreSheet.state != NONE))}
    return None if begun.isdisjoint(seats_of(plan.added)) else PlanBegun()


def _lock(session: Session, actor: Identity, plan_id: UUID) -> AssignmentPlan:
    """A plan of an organizer's edition, locked after its stage and entries. Raises UnknownPlan, StageClosed."""
    plan = find_plan(session, plan_id)
    require_organizer(actor, plan.edition)
    rubric = lock_rubric(session, plan.edition, plan.stage_key)
    require_unclosed(rubric.stage)
    lock_entries(session, rubric.edition)
    again = select(AssignmentPlan).where(AssignmentPlan.id == plan_id).with_for_update(of=AssignmentPlan)
    locked = session.scalars(again.execution_options(populate_existing=True)).one_or_none()
    if locked is None:
        raise UnknownPlan
    return locked


def find_plan(session: Session, plan_id: UUID) -> AssignmentPlan:
    """A plan, to read. Raises UnknownPlan."""
    found = session.get(AssignmentPlan, plan_id)
    if found is None:
        raise UnknownPlan
    return found


def latest_plans(session: Session, rubric: Rubric) -> Sequence[Row[UUID, str, datetime, int]]:
    """`id`, `state`, since when (`at`), and how many it adds, of the last few plans of a stage, the latest first."""
    since = func.coalesce(AssignmentPlan.undone_at, AssignmentPlan.made_at, AssignmentPlan.proposed_at)
    added = func.json_array_length(AssignmentPlan.added, type_=Integer)
    query = select(AssignmentPlan.id, AssignmentPlan.state, since.label("at"), added.label("added"))
    return session.execute(query.where(*_of_stage(rubric)).order_by(AssignmentPlan.id.desc()).limit(LISTED)).all()


def _of_stage(rubric: Rubric) -> tuple[ColumnElement[bool], ...]:
    return AssignmentPlan.edition == rubric.edition, AssignmentPlan.stage_key == rubric.stage_key


def _end(session: Session, rubric: Rubric, pairs: Pairs, reason: str) -> None:
    """End these assignments, as far as they stand."""
    if gone := set(seats_of(pairs)):
        here = lock_live(session, *live_in(rubric))
        remove(session, [one for one in here if (one.entry_id, one.judge_id) in gone], "remove", reason)


def _assign(session: Session, actor: Identity, inputs: Inputs, rubric: Rubric, pairs: Pairs) -> None:
    """Make these assignments, where the judge may have the entry and has it not."""
    chosen: dict[Entry, list[Judge]] = {}
    for entry, judge in seats_of(pairs):
        if entry in inputs.entries and judge in inputs.judges and inputs.problem.open_to(entry, judge):
            chosen.setdefault(inputs.entries[entry], []).append(inputs.judges[judge])
    make(session, actor, rubric, chosen)
