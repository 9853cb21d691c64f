"""What an organizer does with organisations: correct one, make two one, part them again, say that two are two."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from chassis import clock
from chassis.events.outbox import emit
from chassis.http.auth import Identity
from chassis.http.errors import NotFound
from chassis.storage import audit, ids
from contracts.organisations import OrganisationMerged, OrganisationParted
from services.registration.contest.entries.models import Entry
from services.registration.contest.likeness.index import examine_again
from services.registration.contest.organisation_desk.comparing import compare_again
from services.registration.contest.organisation_desk.errors import (
    MergedAlready,
    MergedFurther,
    OtherEditions,
    PartedAlready,
    SameOrganisation,
)
from services.registration.contest.organisation_desk.reading import entries_of, organizes
from services.registration.contest.organisations.models import MERGED, Likeness, Organisation, OrganisationMerge
from services.registration.contest.organisations.settling import is_doubtful
from services.registration.contest.organisations.spelling import spelled
from services.registration.contest.organisations.states import ORGANISATION


def organized(session: Session, caller: Identity, *organisation_ids: UUID) -> list[Organisation]:
    """Organisations all of whose editions the caller organizes, kept from changes by others, in this order.

    Raises NotFound, OtherEditions.
    """
    locked = select(Organisation).where(Organisation.id.in_(organisation_ids)).order_by(Organisation.id)
    found = {one.id: one for one in session.scalars(locked.with_for_update())}
    if len(found) < len(set(organisation_ids)):
        raise NotFound
    if not organizes(session, caller, *organisation_ids):
        raise OtherEditions
    return [found[one] for one in organisation_ids]


def correct(session: Session, caller: Identity, organisation_id: UUID, facts: Mapping[str, Any]) -> Organisation:
    """Correct `name` and `credit_code`, for a `reason`. Entries keep what they said.

    Raises NotFound, OtherEditions, MergedAlready.
    """
    (found,) = organized(session, caller, organisation_id)
    _refuse_merged(found)
    ORGANISATION.move(found, "correct")
    before = {name: getattr(found, name) for name in ("name", "credit_code")}
    taken_apart, code = spelled(facts["name"]), facts["credit_code"]
    found.name, found.name_key, found.core = facts["name"], taken_apart.key, taken_apart.core
    found.credit_code, found.doubtful = code, is_doubtful(code)
    session.flush()
    compare_again(session, found.id)
    told = {"before": before, "name": found.name, "credit_code": code, "reason": facts["reason"]}
    audit.record(session, caller.account_id, "organisation.correct", str(found.id), **told)
    return found


def merge(session: Session, caller: Identity, from_id: UUID, into_id: UUID, reason: str) -> OrganisationMerge:
    """Give everything of one organisation to another, for good unless it is parted again.

    Raises NotFound, OtherEditions, SameOrganisation, MergedAlready.
    """
    if from_id == into_id:
        raise SameOrganisation
    one, other = organized(session, caller, from_id, into_id)
    _refuse_merged(one)
    _refuse_merged(other)
    ORGANISATION.move(one, "merge")
    moved = session.scalars(select(Entry.id).where(Entry.organisation_id == one.id)).all()
    followed = session.scalars(select(Organisation.id).where(Organisation.merged_into_id == one.id)).all()
    session.execute(update(Entry).where(Entry.id.in_(moved)).values(organisation_id=other.id))
    session.execute(update(Organisation).where(Organisation.id.in_(followed)).values(merged_into_id=other.id))
    one.merged_into_id = other.id
    made = OrganisationMerge(
        id=ids.new_id(),
        from_id=one.id,
        into_id=other.id,
        reason=reason,
        merged_at=clock.now(),
        moved=[str(entry_id) for entry_id in moved],
        followed=[str(organisation_id) for organisation_id in followed],
    )
    session.add(made)
    session.execute(delete(Likeness).where(Likeness.of(one.id)))
    examine_again(session, moved)
    session.flush()  # before the record, for which all others wait until we end
    emit(session, OrganisationMerged(organisation_id=one.id, into_id=other.id))
    told = {"from": one.name, "into": other.name, "entries": len(moved), "reason": reason}
    audit.record(session, caller.account_id, "organisation.merge", str(other.id), **told)
    return made


@dataclass(frozen=True)
class Parted:
    """Two organisations that were one, and how many entries each has now."""

    name: str
    entries: int
    from_name: str
    from_entries: int


def part(session: Session, caller: Identity, merge_id: UUID, reason: str) -> Parted:
    """Take a merge back: what moved returns, as far as it is still there. What was handed in since stays.

    Raises NotFound, OtherEditions, PartedAlready, MergedFurther.
    """
    made = session.get(OrganisationMerge, merge_id)
    if made is None:
        raise NotFound
    one, other = organized(session, caller, made.from_id, made.into_id)
    session.refresh(made, with_for_update=True)
    if made.parted_at is not None:
        raise PartedAlready
    if other.state == MERGED:
        raise MergedFurther(name=other.name)
    ORGANISATION.move(one, "part")
    one.merged_into_id, made.parted_at = None, clock.now()
    moved = select(Entry.id).where(Entry.id.in_(map(UUID, made.moved)), Entry.organisation_id == other.id)
    back = session.scalars(moved).all()
    session.execute(update(Entry).where(Entry.id.in_(back)).values(organisation_id=one.id))
    part_of = select(Organisation.id).where(Organisation.id.in_(map(UUID, made.followed)))
    followed = session.scalars(part_of.where(Organisation.merged_into_id == other.id)).all()
    session.execute(update(Organisation).where(Organisation.id.in_(followed)).values(merged_into_id=one.id))
    compare_again(session, one.id)
    examine_again(session, back)
    session.flush()  # before the record, for which all others wait until we end
    emit(session, OrganisationParted(organisation_id=one.id, from_id=other.id, followed_ids=tuple(followed)))
    told = {"from": one.name, "into": other.name, "entries": len(back), "reason": reason}
    audit.record(session, caller.account_id, "organisation.part", str(one.id), **told)
    return Parted(one.name, entries_of(session, one.id), other.name, entries_of(session, other.id))


def dismiss(session: Session, caller: Identity, organisation_id: UUID, other_id: UUID) -> None:
    """Say that two organisations that look alike are two. Raises NotFound, OtherEditions."""
    one, other = organized(session, caller, organisation_id, other_id)
    pair = session.get(Likeness, tuple(sorted((one.id, other.id))))
    if pair is None:
        raise NotFound
    pair.dismissed_at = clock.now()
    session.flush()
    audit.record(session, caller.account_id, "organisation.dismiss", str(one.id), name=one.name, other=other.name)


def _refuse_merged(one: Organisation) -> None:
    if one.state == MERGED:
        raise MergedAlready(name=one.name)
