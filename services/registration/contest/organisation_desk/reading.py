"""Organisations as the office reads them: rows of a list, one with everything about it, a merge before it is done."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, false, func, or_, select, true
from sqlalchemy.orm import Session, aliased

from chassis.http.auth import Identity
from chassis.http.errors import NotFound
from contracts.roles import ORGANIZER, OVERSEEING
from contracts.scopes import EDITION, EVERYWHERE, Scope
from services.registration.contest.entries.models import Entry
from services.registration.contest.organisations.models import STANDING, Likeness, Organisation, OrganisationMerge
from services.registration.contest.organisations.spelling import key_of

NEAR, DOUBTFUL = "near", "doubtful"
CHECKS = (NEAR, DOUBTFUL)
"""What somebody may look for: organisations that may be one, credit codes whose check digit does not fit."""
FACTS = ("id", "state", "name", "type", "district", "words", "credit_code", "doubtful", "filled_name", "filled_at")
_ENTRY = (Entry.id, Entry.edition, Entry.number, Entry.title, Entry.state, Entry.organisation, Entry.leader_name)


def _open_pairs() -> ColumnElement[bool]:
    own = or_(Likeness.first_id == Organisation.id, Likeness.second_id == Organisation.id)
    return and_(own, Likeness.dismissed_at.is_(None))


ENTRIES = select(func.count()).where(Entry.organisation_id == Organisation.id).correlate(Organisation).scalar_subquery()
ALIKE = select(func.count()).select_from(Likeness).where(_open_pairs()).correlate(Organisation).scalar_subquery()


def rows(caller: Identity, wanted: Mapping[str, Any]) -> Select[Any]:
    """The organisations the caller may read, narrowed by edition, check and words; those merged away are left out."""
    query = select(Organisation.id).where(Organisation.state == STANDING, _readable(caller))
    if wanted["edition"]:
        query = query.where(_entered(Entry.edition == wanted["edition"]))
    if wanted["check"] == NEAR:
        query = query.where(select(Likeness.first_id).where(_open_pairs()).correlate(Organisation).exists())
    if wanted["check"] == DOUBTFUL:
        query = query.where(Organisation.doubtful)
    if words := key_of(wanted["q"]):
        code = Organisation.credit_code.contains(words.upper(), autoescape=True)
        query = query.where(or_(Organisation.name_key.contains(words, autoescape=True), code))
    facts = (getattr(Organisation, name) for name in FACTS)
    return query.with_only_columns(*facts, ENTRIES.label("entries"), ALIKE.label("alike"))


def whole(session: Session, caller: Identity, organisation_id: UUID) -> dict[str, Any]:
    """One organisation with its entries, what it may be the same as, and what was merged into it. Raises NotFound."""
    found = readable(session, caller, organisation_id)
    into = session.get(Organisation, found.merged_into_id) if found.merged_into_id else None
    return {
        **{name: getattr(found, name) for name in FACTS},
        "entries": session.execute(_entries_of(found.id)).all(),
        "alike": _alike(session, found),
        "merges": _merges(session, found),
        "merged_into": {"id": into.id, "name": into.name} if into else None,
        "may_change": organizes(session, caller, found.id),
    }


def readable(session: Session, caller: Identity, organisation_id: UUID) -> Organisation:
    """An organisation the caller may read, itself or by what it was merged into. Raises NotFound."""
    found = session.get(Organisation, organisation_id)
    root = (found.merged_into_id or found.id) if found else None
    may_read = select(Organisation.id).where(Organisation.id == root, _readable(caller))
    if found is None or session.scalar(may_read) is None:
        raise NotFound
    return found


def foreseen(session: Session, caller: Identity, from_id: UUID, into_id: UUID) -> dict[str, Any]:
    """What merging would do: the two, and the entries that move. Raises NotFound."""
    one, other = (readable(session, caller, found) for found in (from_id, into_id))
    return {
        "gone": {name: getattr(one, name) for name in FACTS},
        "stays": {name: getattr(other, name) for name in FACTS},
        "entries": session.execute(_entries_of(one.id)).all(),
        "may_change": organizes(session, caller, one.id, other.id),
    }


def entries_of(session: Session, organisation_id: UUID) -> int:
    """How many entries an organisation has."""
    counted = select(func.count()).where(Entry.organisation_id == organisation_id)
    return session.scalar(counted) or 0


def organizes(session: Session, caller: Identity, *organisation_ids: UUID) -> bool:
    """Whether the caller organizes every edition that one of these entered."""
    entered = select(Entry.edition).where(Entry.organisation_id.in_(organisation_ids)).distinct()
    return all(caller.has(ORGANIZER, Scope.edition(slug)) for slug in session.scalars(entered))


def _entries_of(organisation_id: UUID) -> Select[*tuple[Any, ...]]:
    query: Select[*tuple[Any, ...]] = select(*_ENTRY)
    return query.where(Entry.organisation_id == organisation_id).order_by(Entry.id.desc())


def _alike(session: Session, found: Organisation) -> Sequence[dict[str, Any]]:
    other = aliased(Organisation)
    joined = or_(
        and_(other.id == Likeness.first_id, Likeness.second_id == found.id),
        and_(other.id == Likeness.second_id, Likeness.first_id == found.id),
    )
    query = select(other, Likeness.reason).join(Likeness, joined).where(Likeness.dismissed_at.is_(None))
    return [
        {"id": one.id, "name": one.name, "credit_code": one.credit_code, "reason": reason}
        for one, reason in session.execute(query.order_by(other.id))
    ]


def _merges(session: Session, found: Organisation) -> Sequence[dict[str, Any]]:
    gone = aliased(Organisation)
    query = select(OrganisationMerge, gone.name).join(gone, gone.id == OrganisationMerge.from_id)
    own = query.where(OrganisationMerge.into_id == found.id).order_by(OrganisationMerge.id.desc())
    return [
        {
            "id": made.id,
            "name": name,
            "reason": made.reason,
            "merged_at": made.merged_at,
            "parted_at": made.parted_at,
            "entries": len(made.moved),
        }
        for made, name in session.execute(own)
    ]


def _readable(caller: Identity) -> ColumnElement[bool]:
    """Those with an entry in an edition that the caller oversees."""
    scopes = caller.scopes(*OVERSEEING)
    if EVERYWHERE in scopes:
        return true()
    editions = [scope.key for scope in scopes if scope.kind == EDITION]
    return _entered(Entry.edition.in_(editions)) if editions else false()


def _entered(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    own = select(Entry.id).where(Entry.organisation_id == Organisation.id, condition)
    return own.correlate(Organisation).exists()
