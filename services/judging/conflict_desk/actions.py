"""A judge declares before anything opens to them, says more later, recognises an entry, or declines it."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.orm import Session

from chassis import clock
from chassis.events.outbox import emit
from chassis.http.auth import Identity
from chassis.http.errors import Invalid, NotFound
from chassis.http.schemas import FieldError
from chassis.storage import audit, ids
from contracts.judging import EntriesOpened, OpenedEntry
from services.judging.conflict_desk.enforcing import enforce
from services.judging.conflicts.bars import bars_of
from services.judging.conflicts.declarations import conflicts_of, declared, organisations_of, people_of
from services.judging.conflicts.models import DECLARED, DECLINED, RECOGNISED, Conflict, Declaration
from services.judging.editions.access import judges_in
from services.judging.editions.actions import lock_edition
from services.judging.editions.models import Edition
from services.judging.editions.windows import require_unclosed
from services.judging.judges.actions import lock_judge
from services.judging.panels.errors import UnknownAssignment
from services.judging.panels.models import IS_LIVE, Assignment
from services.judging.panels.states import ACTIVE


def declare(
    session: Session, actor: Identity, edition: str, undertaking: str, told: Sequence[Mapping[str, Any]]
) -> None:
    """Note what the judge signed and which applicants they have an interest in; what was told before stays.

    `told`: `organisation` (its key) or `person`, `kind`, `note`. From the first time on, entries open to the judge.
    Raises NotFound, JudgeUnknown, Invalid.
    """
    if session.get(Edition, edition) is None:
        raise NotFound
    lock_judge(session, actor.account_id)
    lock_edition(session, edition)
    before = bars_of(session, edition, judge_id=actor.account_id)
    _tell(session, actor, edition, told)
    known = declared(session, actor.account_id, edition)
    signed = known or Declaration(judge_id=actor.account_id, edition=edition, declared_at=clock.now())
    signed.undertaking = undertaking
    session.add(signed)
    session.flush()
    audit.record(session, actor.account_id, "conflicts.declared", edition, told=len(told))
    enforce(session, actor, edition, before, judge_id=actor.account_id)
    if known is None:
        _open(session, actor.account_id, edition)


def _tell(session: Session, actor: Identity, edition: str, told: Sequence[Mapping[str, Any]]) -> None:
    names = {one["key"]: one["name"] for one in organisations_of(session, edition)}
    people = set(people_of(session, edition)) - {actor.account_id}
    known = {one.about for one in conflicts_of(session, actor.account_id, edition)}
    for one in told:
        key, person = one["organisation"] or None, one["person"]
        if (key not in names) if person is None else (person not in people):
            text = _l("名单有变化，其中一项已不在名单上。请刷新名单后重新勾选。")
            raise Invalid({"conflicts": [FieldError("unknown-applicant", text).body()]})
        if (key, person, None) not in known:
            about = {"organisation_key": key, "organisation": names.get(key or "", ""), "person_id": person}
            _add(session, actor, edition, source=DECLARED, kind=one["kind"], note=one["note"], **about)


def _add(session: Session, actor: Identity, edition: str, **facts: Any) -> None:
    made = {"id": ids.new_id(), "edition": edition, "judge_id": actor.account_id, "made_at": clock.now()}
    session.add(Conflict(**made, **facts))


def _open(session: Session, judge_id: UUID, edition: str) -> None:
    """Tell that what the judge holds opens now."""
    mine = select(Assignment.id, Assignment.entry_id).where(
        IS_LIVE, Assignment.judge_id == judge_id, Assignment.edition == edition
    )
    opened = [
        OpenedEntry(assignment_id=one, entry_id=entry) for one, entry in session.execute(mine.order_by(Assignment.id))
    ]
    if opened:
        emit(session, EntriesOpened(judge_id=judge_id, edition=edition, entries=tuple(opened)))


def recuse_self(session: Session, actor: Identity, assignment_id: UUID, kind: str, note: str) -> None:
    """Give an entry back for an interest in it (`kind`), or for another reason (`note` alone).

    Access ends at once, what was given is void, somebody else gets the entry. Raises UnknownAssignment, StageClosed.
    """
    found = session.get(Assignment, assignment_id)
    mine = found is not None and found.judge_id == actor.account_id and found.state == ACTIVE
    if found is None or not mine or not judges_in(actor, found.edition):
        raise UnknownAssignment
    require_unclosed(found.rubric.stage)
    lock_judge(session, actor.account_id)
    lock_edition(session, found.edition)
    before = bars_of(session, found.edition, entry_id=found.entry_id, judge_id=actor.account_id)
    source = RECOGNISED if kind else DECLINED
    _add(session, actor, found.edition, source=source, kind=kind, note=note, entry_id=found.entry_id)
    session.flush()
    audit.record(session, actor.account_id, f"conflict.{source}", f"assignment:{assignment_id}")
    enforce(session, actor, found.edition, before, entry_id=found.entry_id, judge_id=actor.account_id)
