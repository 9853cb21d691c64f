"""Resolutions as the office reads them."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from chassis.http.auth import Identity
from chassis.http.errors import Problem
from contracts.roles import ORGANIZER
from contracts.scopes import Scope
from services.judging.editions.access import require_overseer
from services.judging.resolution_desk.kinds import KINDS
from services.judging.resolutions.errors import UnknownResolution
from services.judging.resolutions.models import Resolution
from services.judging.resolutions.states import PROPOSED, RESOLUTION


def resolutions(edition: str, wanted: Mapping[str, Any]) -> Select[Resolution]:
    """The resolutions of an edition: of one state, where one is asked for."""
    query = select(Resolution).where(Resolution.edition == edition)
    return query.where(Resolution.state == wanted["state"]) if wanted["state"] else query


def row_of(session: Session, actor: Identity, found: Resolution) -> dict[str, Any]:
    """A resolution with what it says and what the actor may do with it."""
    own = ("id", "edition", "kind", "state", "reason", "answer", "stage")
    people = ("proposed_by", "proposed_at", "decided_by", "decided_at")
    points = KINDS[found.kind].describe(session, found)
    return {name: getattr(found, name) for name in (*own, *people)} | {"points": points, "may": _open_to(actor, found)}


def show(session: Session, actor: Identity, resolution_id: UUID) -> dict[str, Any]:
    """One resolution, for who oversees its edition: whether it can still be adopted, and what that would change.

    Raises UnknownResolution, Forbidden.
    """
    found = session.get(Resolution, resolution_id)
    if found is None:
        raise UnknownResolution
    require_overseer(actor, found.edition)
    row = row_of(session, actor, found)
    hindrance = _hindrance(session, found) if found.state == PROPOSED else None
    stands = found.state == PROPOSED and hindrance is None
    if not stands:
        row["may"] = [action for action in row["may"] if action != "adopt"]
    changes = KINDS[found.kind].differences(session, found) if stands else ()
    return row | {"stands": stands, "hindrance": hindrance, "differences": changes}


def _hindrance(session: Session, found: Resolution) -> str | None:
    """Why it cannot be adopted any more; empty where only what it rests on has changed."""
    try:
        return None if KINDS[found.kind].basis(session, found) == found.basis else ""
    except Problem as problem:
        return str(problem.detail)


def _open_to(actor: Identity, found: Resolution) -> list[str]:
    if not actor.has(ORGANIZER, Scope.edition(found.edition)):
        return []
    own = found.proposed_by == actor.account_id
    steps = (step.action for step in RESOLUTION.open_steps(found.state))
    return [action for action in steps if (action == "withdraw") == own]
