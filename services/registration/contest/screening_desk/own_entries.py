"""Whose entries somebody may not screen: their own, and those of their organisation."""

from uuid import UUID

from sqlalchemy import ColumnElement, or_, select
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
    placed = select(TeamMember.entry_id).where(TeamMember.account_id == account_id, TeamMember.state == CONFIRMED)
    if any(one.account_id == account_id and one.state == AGREES for one in entry.joint_applicants):
        return True
    own = or_(Entry.id.in_(placed), Entry.leader_id == account_id)
    colleagues: ColumnElement[bool] = Entry.organisation_key.in_(_names_of(session, entry))
    if entry.organisation_id is not None:
        colleagues = or_(colleagues, Entry.organisation_id == entry.organisation_id)
    wanted = select(Entry.id).where(Entry.edition == entry.edition, own, or_(Entry.id == entry.id, colleagues))
    return session.scalar(wanted.limit(1)) is not None


def _names_of(session: Session, entry: Entry) -> set[str]:
    """The names of its organisation, those of what was merged into it and of joint applicants as well, folded."""
    own = or_(Organisation.id == entry.organisation_id, Organisation.merged_into_id == entry.organisation_id)
    known = session.scalars(select(Organisation.name_key).where(own)) if entry.organisation_id else ()
    joint = (one.name_key for one in entry.joint_applicants if one.listed)
    return {entry.organisation_key, *known, *joint} - {""}
