"""Assigning judges to entries."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import Session

from chassis import clock
from chassis.events.outbox import emit
from chassis.http.auth import Identity
from chassis.http.errors import Invalid
from chassis.http.schemas import FieldError
from chassis.storage import audit, ids
from contracts.judging import AssignmentMade
from contracts.scopes import EVERYWHERE, Scope
from services.judging.panels import balance as balancing
from services.judging.panels.errors import AlreadyAssigned, ConflictOfInterest, EntryNotInJudging
from services.judging.panels.holds import hold_assignment, hold_entry
from services.judging.panels.models import Assignment, Entry, EntryOrigin, Judge
from services.judging.panels.removal import remove
from services.judging.rubrics.actions import lock_stage, require_unclosed
from services.judging.rubrics.models import Stage


@dataclass(frozen=True)
class Shortage:
    """An entry that has fewer judges than wanted, and why: `conflicts` or `too-few-judges`."""

    entry: Entry
    wanted: int
    assigned: int
    reason: str


@dataclass(frozen=True)
class Balanced:
    """What balancing did."""

    made: list[Assignment]
    short: list[Shortage]


def register_judge(session: Session, account_id: UUID, name: str, scopes: Sequence[str] = (EVERYWHERE,)) -> None:
    """Make a person assignable within the scopes, or note what is new about them."""
    judge = session.get(Judge, account_id)
    if judge is None:
        judge = Judge(account_id=account_id, known_at=clock.now())
        session.add(judge)
    judge.name, judge.left_at, judge.scopes = name, None, f" {' '.join(sorted(scopes))} "
    session.flush()


def retire_judge(session: Session, account_id: UUID, name: str) -> None:
    """Give a person who may no longer judge nothing new; harmless for one who never was a judge."""
    judge = session.get(Judge, account_id)
    if judge is not None:
        judge.name, judge.left_at = name, judge.left_at or clock.now()
        session.flush()


def assignable(edition: str = "") -> Select[Judge]:
    """The judges who may be given entries: of this edition, where one is named."""
    query = select(Judge).where(Judge.left_at.is_(None))
    within = Judge.scopes.contains(f" {EVERYWHERE} ") | Judge.scopes.contains(
        f" {Scope.edition(edition)} ", autoescape=True
    )
    return query.where(within) if edition else query


def assign(session: Session, actor: Identity, key: str, entry_id: UUID, judge_ids: Sequence[UUID]) -> list[Assignment]:
    """Give an entry to judges, all or none. Raises StageClosed, ConflictOfInterest, AlreadyAssigned, Invalid …"""
    stage = lock_stage(session, actor, key)
    require_unclosed(stage)
    entry = _entry_of(session, stage, entry_id)
    judges = _known(session, stage, judge_ids)
    barred = session.scalars(select(EntryOrigin.leader_id).where(EntryOrigin.entry_id == entry_id)).all()
    if conflicting := [judge for judge in judges if judge.account_id in barred]:
        raise ConflictOfInterest([judge.name for judge in conflicting])
    live = select(Assignment.judge_id).where(*live_in(stage), Assignment.entry_id == entry_id)
    having = set(session.scalars(live))
    if again := [judge for judge in judges if judge.account_id in having]:
        raise AlreadyAssigned([judge.name for judge in again])
    return _make(session, actor, stage, {entry: judges})


def balance(
    session: Session, actor: Identity, key: str, per_entry: int, judge_ids: Sequence[UUID] | None = None
) -> Balanced:
    """Fill every entry of the stage's edition up to `per_entry` judges (of `judge_ids`, if given), evenly."""
    stage = lock_stage(session, actor, key)
    require_unclosed(stage)
    query = select(Entry).where(Entry.edition == stage.edition).order_by(Entry.number, Entry.id)
    entries = [entry for entry in session.scalars(query.with_for_update(key_share=True)) if entry.active]
    pool = {judge.account_id: judge for judge in _known(session, stage, judge_ids)}
    standing = _standing(session, stage)
    order = [entry.id for entry in entries]
    barred = _barred(session, stage)
    new = balancing.spread(order, list(pool), per_entry, standing=standing, barred=barred, seed=stage.key)
    made = _make(session, actor, stage, {entry: [pool[judge] for judge in new[entry.id]] for entry in entries})
    short = []
    for entry in entries:
        having = standing.get(entry.id, frozenset()) | set(new[entry.id])
        if len(having) < per_entry:
            reason = "conflicts" if len(pool.keys() | having) >= per_entry else "too-few-judges"
            short.append(Shortage(entry, per_entry, len(having), reason))
    return Balanced(made, short)


def take_back(session: Session, actor: Identity, assignment_id: UUID, reason: str) -> None:
    """Remove a judge from an entry. Access ends at once; a sheet is kept, void. Raises UnknownAssignment."""
    assignment = hold_assignment(session, actor, assignment_id)
    remove(session, assignment, reason)
    subject = f"assignment:{assignment.id}"
    audit.record(session, actor.account_id, "assignment.removed", subject, reason=reason)


def live_in(stage: Stage) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """Conditions that pick the live assignments of a stage."""
    return Assignment.stage_key == stage.key, Assignment.removed_at.is_(None)


def _entry_of(session: Session, stage: Stage, entry_id: UUID) -> Entry:
    entry = hold_entry(session, entry_id)
    if entry is None or entry.edition != stage.edition or entry.version == 0:
        raise Invalid({"entry_id": [FieldError("unknown-entry", _l("本届评审中没有这个项目。")).body()]})
    if not entry.active:
        raise EntryNotInJudging(number=entry.number)
    return entry


def _known(session: Session, stage: Stage, judge_ids: Sequence[UUID] | None) -> list[Judge]:
    """These judges, or all that may judge in the stage's edition. Raises Invalid."""
    may = assignable(stage.edition)
    if judge_ids is None:
        return list(session.scalars(may))
    found = {judge.account_id: judge for judge in session.scalars(may.where(Judge.account_id.in_(judge_ids)))}
    if missing := [str(judge_id) for judge_id in judge_ids if judge_id not in found]:
        sentence = _l("没有这些评委：%(ids)s。请从评委名单中选择。")
        raise Invalid({"judge_ids": [FieldError("unknown-judge", sentence, ids=", ".join(missing)).body()]})
    return [found[judge_id] for judge_id in judge_ids]


def _standing(session: Session, stage: Stage) -> dict[UUID, frozenset[UUID]]:
    standing: dict[UUID, set[UUID]] = {}
    for entry_id, judge_id in session.execute(select(Assignment.entry_id, Assignment.judge_id).where(*live_in(stage))):
        standing.setdefault(entry_id, set()).add(judge_id)
    return {entry_id: frozenset(judges) for entry_id, judges in standing.items()}


def _barred(session: Session, stage: Stage) -> dict[UUID, frozenset[UUID]]:
    origins = select(EntryOrigin.entry_id, EntryOrigin.leader_id).join(Entry).where(Entry.edition == stage.edition)
    return {entry_id: frozenset({leader_id}) for entry_id, leader_id in session.execute(origins)}


def _make(session: Session, actor: Identity, stage: Stage, chosen: Mapping[Entry, Sequence[Judge]]) -> list[Assignment]:
    now, usual = clock.now(), {"sheet": None, "removed_reason": ""}
    made = [
        Assignment(id=ids.new_id(), stage=stage, entry=entry, judge=judge, made_at=now, **usual)
        for entry, judges in chosen.items()
        for judge in judges
    ]
    if not made:
        return []
    stage.frozen_at = stage.frozen_at or now
    session.add_all(made)
    session.flush()
    for assignment in made:
        emit(session, _told(assignment))
    judges_by_entry = {str(entry.id): [str(judge.account_id) for judge in judges] for entry, judges in chosen.items()}
    audit.record(session, actor.account_id, "assignment.made", f"stage:{stage.key}", judges=judges_by_entry)
    return made


def _told(assignment: Assignment) -> AssignmentMade:
    return AssignmentMade(
        assignment_id=assignment.id,
        entry_id=assignment.entry_id,
        number=assignment.entry.number,
        title=assignment.entry.title,
        stage=assignment.stage.name,
        judge_id=assignment.judge_id,
        due_at=assignment.stage.closes_at,
        edition=assignment.stage.edition,
        stage_key=assignment.stage_key,
    )
