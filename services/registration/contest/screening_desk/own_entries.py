"""Whose entries somebody may not screen: their own, and those of their organisation."""

from collections.abc import Collection, Mapping
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from services.registration.contest.entries.models import Entry
from services.registration.contest.joint_applicants.models import CONFIRMED as AGREES
from services.registration.contest.organisations.models import Organisation
from services.registration.contest.screening_desk.errors import OwnEntry
from services.registration.contest.teams.models import CONFIRMED, TeamMember


def refuse_own(session: Session, entry: Entry, account_id: UUID, name: str) -> None:
    """Raise OwnEntry where this person stands behind the entry."""
    if is_own(session, entry, account_id):
        raise OwnEntry(name=name)


def is_own(session: Session, entry: Entry, account_id: UUID) -> bool:
    """Whether the person is of its team, of a team of one of its organisations, or spoke for a joint applicant."""
    return bool(own_among(session, [entry], account_id))


def own_among(session: Session, entries: Collection[Entry], account_id: UUID) -> set[UUID]:
    """Those of the entries of which `is_own` is true, asked once for all of them."""
    spoken_for = {one.id for one in entries if _spoke_for(one, account_id)}
    placed = select(TeamMember.entry_id).where(TeamMember.account_id == account_id, TeamMember.state == CONFIRMED)
    columns = select(Entry.id, Entry.edition, Entry.organisation_key, Entry.organisation_id)
    own = session.execute(columns.where(or_(Entry.id.in_(placed), Entry.leader_id == account_id))).all()
    names = _names_of(session, entries) if own else {}
    return spoken_for | {entry.id for entry in entries if any(_is_shared(entry, names, *one) for one in own)}


def _spoke_for(entry: Entry, account_id: UUID) -> bool:
    return any(one.account_id == account_id and one.state == AGREES for one in entry.joint_applicants)


def _is_shared(
    entry: Entry, names: Mapping[UUID, Collection[str]], own_id: UUID, edition: str, name: str, of: UUID | None
) -> bool:
    """Whether an entry of the person's own is this one, or one of the same organisation in its edition."""
    if own_id == entry.id:
        return True
    return edition == entry.edition and (name in names[entry.id] or (of is not None and of == entry.organisation_id))


def _names_of(session: Session, entries: Collection[Entry]) -> Mapping[UUID, Collection[str]]:
    """Of each entry its organisation's names, those of what was merged into it and of joint applicants, folded."""
    wanted = {one.organisation_id for one in entries if one.organisation_id}
    either = or_(Organisation.id.in_(wanted), Organisation.merged_into_id.in_(wanted))
    columns = select(Organisation.id, Organisation.merged_into_id, Organisation.name_key).where(either)
    known = session.execute(columns).all() if wanted else ()
    found = {}
    for entry in entries:
        of = entry.organisation_id
        merged = (name for own_id, into_id, name in known if of is not None and of in (own_id, into_id))
        joint = (one.name_key for one in entry.joint_applicants if one.listed)
        found[entry.id] = {entry.organisation_key, *merged, *joint} - {""}
    return found
