"""What judges read before they declare, and what organizers read of judges and their conflicts."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from chassis.http.auth import Identity
from chassis.http.errors import NotFound
from chassis.words.collation import by_name
from chassis.words.folding import holds
from contracts.roles import ORGANIZER
from contracts.scopes import Scope
from services.judging.conflicts.declarations import conflicts_of, declared, organisations_of, people_of
from services.judging.conflicts.errors import UnknownConflict
from services.judging.conflicts.models import Conflict, Declaration
from services.judging.conflicts.states import ACTIVE, CONFLICT
from services.judging.editions.access import oversees
from services.judging.editions.models import Edition
from services.judging.editions.names import names_of
from services.judging.entries.models import Entry
from services.judging.judges.actions import assignable
from services.judging.judges.models import Judge
from services.judging.panels.models import SheetTally
from services.judging.panels.progress import COUNTED
from services.judging.profiles.actions import readiness_of
from services.judging.profiles.models import JudgeProfile

_CONFLICT = (
    *("id", "edition", "judge_id", "organisation", "person_id", "entry_id", "kind", "source", "note", "state"),
    *("made_at", "lifted_reason"),
)
"""What is read of a conflict itself."""


def applicants(session: Session, actor: Identity, slug: str) -> dict[str, Any]:
    """The list a judge declares on. Raises NotFound."""
    edition = session.get(Edition, slug)
    if edition is None:
        raise NotFound
    standing = declared(session, actor.account_id, slug)
    return {
        "name": edition.name,
        "name_en": edition.name_en,
        "organisations": organisations_of(session, slug),
        "people": [one for one in people_of(session, slug) if one != actor.account_id],
        "declared_at": standing.declared_at if standing else None,
        "undertaking": standing.undertaking if standing else "",
        "conflicts": [one for one in conflicts_of(session, actor.account_id, slug) if one.entry_id is None],
    }


def judges(session: Session, edition: str, wanted: Mapping[str, Any]) -> dict[str, Any]:
    """Everybody who may judge in an edition, by name, with what they said and signed and how much they have."""
    found = sorted(session.scalars(assignable(edition)), key=lambda one: (by_name(one.name), one.account_id))
    who = [one.account_id for one in found]
    profiles = {one.account_id: one for one in _of(session, select(JudgeProfile), JudgeProfile.account_id, who)}
    signed = _of(session, select(Declaration).where(Declaration.edition == edition), Declaration.judge_id, who)
    facts = {
        "profiles": profiles,
        "signed": {one.judge_id: one for one in signed},
        "ready": readiness_of(session, who),
        "conflicts": _counted(session, edition),
        "loads": _loads(session, edition),
    }
    names = names_of(session, edition)
    rows = [_judge(edition, one, names, facts) for one in found]
    return {"items": [row for row in rows if _wanted(row, wanted)], "next": None}


def _of(session: Session, query: Select[Any], column: Any, who: list[UUID]) -> list[Any]:
    return list(session.scalars(query.where(column.in_(who))))


def _counted(session: Session, edition: str) -> dict[UUID, int]:
    query = select(Conflict.judge_id, func.count()).where(Conflict.edition == edition, Conflict.state == ACTIVE)
    return {judge: count for judge, count in session.execute(query.group_by(Conflict.judge_id))}


def _loads(session: Session, edition: str) -> dict[UUID, tuple[int, int]]:
    query = select(SheetTally.judge_id, *COUNTED).where(SheetTally.edition == edition).group_by(SheetTally.judge_id)
    return {row.judge_id: (row.assigned, row.submitted) for row in session.execute(query)}


def _judge(edition: str, judge: Judge, names: Any, facts: Mapping[str, Any]) -> dict[str, Any]:
    who = judge.account_id
    profile, signed, ready = facts["profiles"].get(who), facts["signed"].get(who), facts["ready"].get((who, edition))
    employers = profile.employers if profile else ()
    tracks = [names.track(key) for key in ready.tracks] if ready else []
    assigned, submitted = facts["loads"].get(who, (0, 0))
    return {
        "id": who,
        "name": judge.name,
        "title": profile.title if profile else "",
        "employers": [one.name for one in employers if one.current],
        "former": [one.name for one in employers if not one.current],
        "tracks": tracks,
        "most": ready.most if ready else None,
        "undertaking": signed.undertaking if signed else "",
        "declared_at": signed.declared_at if signed else None,
        "conflicts": facts["conflicts"].get(who, 0),
        "assigned": assigned,
        "submitted": submitted,
    }


def _wanted(row: Mapping[str, Any], wanted: Mapping[str, Any]) -> bool:
    if wanted["declared"] and (wanted["declared"] == "yes") != (row["declared_at"] is not None):
        return False
    words = " ".join((row["name"], *row["employers"], *row["former"]))
    return not wanted["q"] or holds(words, wanted["q"])


def conflicts(edition: str, wanted: Mapping[str, Any]) -> Select[Any]:
    """The conflicts of an edition with the names of judges and the numbers of entries."""
    query = _rows().where(Conflict.edition == edition)
    return query.where(Conflict.state == wanted["state"]) if wanted["state"] else query


def _rows() -> Select[Any]:
    columns = (*(getattr(Conflict, name) for name in _CONFLICT), Judge.name.label("judge"), Entry.number)
    query = select(*columns).join(Judge, Judge.account_id == Conflict.judge_id)
    return query.outerjoin(Entry, Entry.id == Conflict.entry_id)


def conflict(session: Session, actor: Identity, conflict_id: UUID) -> dict[str, Any]:
    """One of them, for who oversees its edition. Raises UnknownConflict."""
    row = session.execute(_rows().where(Conflict.id == conflict_id)).one_or_none()
    if row is None or not oversees(actor, row.edition):
        raise UnknownConflict
    return conflict_row(actor, row)


def conflict_row(actor: Identity, row: Any) -> dict[str, Any]:
    """What is told of one of them, with what the caller may do."""
    lifts = actor.has(ORGANIZER, Scope.edition(row.edition)) and CONFLICT.allows(row.state, "lift")
    return dict(row._mapping) | {"may": ["lift"] if lifts else []}
