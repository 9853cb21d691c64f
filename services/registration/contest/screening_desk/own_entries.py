"""Whose entries somebody may not screen: their own, and those of their organisation."""

from uuid import UUID

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from services.registration.contest.entries.models import Entry
from services.registration.contest.screening_desk.errors import OwnEntry
from services.registration.contest.teams.models import CONFIRMED, TeamMember


def refuse_own(session: Session, entry: Entry, account_id: UUID, name: str) -> None:
    """Raise OwnEntry where this person stands behind the entry."""
    if is_own(session, entry, account_id):
        raise OwnEntry(name=name)


def is_own(session: Session, entry: Entry, account_id: UUID) -> bool:
    """Whether the person is of the entry's team, or of a team of the same organisation in its edition."""
    placed = select(TeamMember.entry_id).where(TeamMember.account_id == account_id, TeamMember.state == CONFIRMED)
    own = or_(Entry.id.in_(placed), Entry.leader_id == account_id)
    organisation = func.lower(Entry.organisation)
    colleagues = and_(Entry.organisation != "", organisation == entry.organisation.strip().lower())
    wanted = select(Entry.id).where(Entry.edition == entry.edition, own, or_(Entry.id == entry.id, colleagues))
    return session.scalar(wanted.limit(1)) is not None
