"""Proposing a resolution and deciding it."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from chassis import clock
from chassis.events.outbox import emit
from chassis.http.auth import Identity
from chassis.storage import audit, ids
from contracts.resolutions import ResolutionDecided, ResolutionProposed
from services.judging.editions.access import require_organizer
from services.judging.resolutions.errors import (
    ForeignResolution,
    OwnResolution,
    ResolutionOutdated,
    ResolutionPending,
    UnknownResolution,
)
from services.judging.resolutions.kinds import Kinds, ResolutionKind
from services.judging.resolutions.models import Resolution
from services.judging.resolutions.states import ADOPTED, PROPOSED, RESOLUTION
from services.judging.rules.actions import lock_rubric, stage_subject


def propose(
    session: Session, actor: Identity, at: tuple[str, str], kind: ResolutionKind, facts: Mapping[str, Any], reason: str
) -> Resolution:
    """Put a resolution before the office; `at` is edition and stage, which the caller has locked and checked.

    Nothing is done before another person adopts it. Raises ResolutionPending, and what the kind refuses.
    """
    edition, key = at
    if find_pending(session, *of_stage(at), Resolution.kind == kind.name):
        raise ResolutionPending
    made = Resolution(
        id=ids.new_id(),
        edition=edition,
        stage_key=key,
        kind=kind.name,
        state=RESOLUTION.first,
        facts=dict(facts),
        reason=reason,
        proposed_by=actor.account_id,
        proposed_at=clock.now(),
        answer="",
    )
    made.basis = kind.basis(session, made)
    session.add(made)
    session.flush()
    session.refresh(made, ["stage"])
    emit(session, ResolutionProposed(reason=reason, proposed_by=made.proposed_by, **_named(made)))
    audit.record(session, actor.account_id, "resolution.proposed", _subject(made), reason=reason, **_recorded(made))
    return made


def adopt(session: Session, actor: Identity, resolution_id: UUID, kinds: Kinds) -> None:
    """Adopt what another person proposed: it is done in the same transaction.

    Raises UnknownResolution, Forbidden, OwnResolution, ResolutionOutdated, Impossible, and what the kind refuses.
    """
    found = _locked(session, actor, resolution_id)
    _require_other(actor, found)
    RESOLUTION.move(found, "adopt")
    kind = kinds[found.kind]
    if kind.basis(session, found) != found.basis:
        raise ResolutionOutdated
    _decide(session, actor, found, "")
    audit.record(session, actor.account_id, "resolution.adopted", _subject(found), **_recorded(found))
    kind.carry_out(session, actor, found)


def reject(session: Session, actor: Identity, resolution_id: UUID, answer: str) -> None:
    """Reject what another person proposed. Raises UnknownResolution, Forbidden, OwnResolution, Impossible."""
    found = _locked(session, actor, resolution_id)
    _require_other(actor, found)
    RESOLUTION.move(found, "reject")
    _decide(session, actor, found, answer)
    audit.record(session, actor.account_id, "resolution.rejected", _subject(found), reason=answer, **_recorded(found))


def withdraw(session: Session, actor: Identity, resolution_id: UUID) -> None:
    """Take back what one proposed oneself. Raises UnknownResolution, Forbidden, ForeignResolution, Impossible."""
    found = _locked(session, actor, resolution_id)
    if found.proposed_by != actor.account_id:
        raise ForeignResolution
    RESOLUTION.move(found, "withdraw")
    found.decided_by, found.decided_at = actor.account_id, clock.now()
    session.flush()
    audit.record(session, actor.account_id, "resolution.withdrawn", _subject(found), **_recorded(found))


def _locked(session: Session, actor: Identity, resolution_id: UUID) -> Resolution:
    """A resolution with its stage locked before it, for an organizer of its edition."""
    known = session.get(Resolution, resolution_id)
    if known is None:
        raise UnknownResolution
    require_organizer(actor, known.edition)
    lock_rubric(session, known.edition, known.stage_key)
    query = select(Resolution).where(Resolution.id == resolution_id).with_for_update(of=Resolution)
    return session.scalars(query.execution_options(populate_existing=True)).one()


def _require_other(actor: Identity, found: Resolution) -> None:
    if found.state == PROPOSED and found.proposed_by == actor.account_id:
        raise OwnResolution


def _decide(session: Session, actor: Identity, found: Resolution, answer: str) -> None:
    found.decided_by, found.decided_at, found.answer = actor.account_id, clock.now(), answer
    session.flush()
    facts: dict[str, Any] = {"adopted": found.state == ADOPTED, "answer": answer, "decided_by": actor.account_id}
    emit(session, ResolutionDecided(proposed_by=found.proposed_by, **facts, **_named(found)))


def _subject(found: Resolution) -> str:
    return stage_subject(found.edition, found.stage_key)


def _recorded(found: Resolution) -> dict[str, str]:
    """What the record keeps of a resolution at each of its steps."""
    return {"resolution": str(found.id), "kind": found.kind}


def _named(found: Resolution) -> dict[str, Any]:
    """What every event about a resolution says."""
    return {
        "resolution_id": found.id,
        "edition": found.edition,
        "stage_key": found.stage_key,
        "stage": found.stage.name,
        "stage_en": found.stage.name_en,
        "kind": found.kind,
    }


def find_pending(session: Session, *which: ColumnElement[bool]) -> Sequence[Resolution]:
    """The resolutions that wait for another person, the oldest first."""
    return session.scalars(select(Resolution).where(Resolution.state == PROPOSED, *which).order_by(Resolution.id)).all()


def of_stage(at: tuple[str, str]) -> tuple[ColumnElement[bool], ...]:
    """Conditions that pick the resolutions of a stage; `at` is edition and stage."""
    return Resolution.edition == at[0], Resolution.stage_key == at[1]
