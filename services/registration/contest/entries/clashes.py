"""Other teams of the same people: who is in two submitted entries of an edition."""

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.registration.contest.entries.models import SUBMITTED, Entry
from services.registration.contest.teams.models import CONFIRMED, MEMBER, TeamMember
from services.registration.contest.teams.rules import Elsewhere


def elsewhere(session: Session, entry: Entry) -> Sequence[Elsewhere]:
    """The submitted entries of the edition, but this one, that people of its team are members of; by their number."""
    limits = entry.home.team_rules
    if not (limits["one_team_per_person"] or limits["one_entry_per_leader"]):
        return ()
    return elsewhere_of(session, entry, {one.account_id for one in entry.team if one.state == CONFIRMED})


def elsewhere_of(session: Session, entry: Entry, people: Collection[UUID | None]) -> Sequence[Elsewhere]:
    """The same, of these people."""
    found = (
        select(TeamMember.account_id, TeamMember.place == 0, Entry.number, Entry.title)
        .join(Entry, Entry.id == TeamMember.entry_id)
        .where(TeamMember.account_id.in_(people), TeamMember.state == CONFIRMED, TeamMember.role == MEMBER)
        .where(Entry.edition == entry.edition, Entry.state == SUBMITTED, Entry.id != entry.id)
    )
    return [
        Elsewhere(account_id=who, leads=leads, number=number or "", title=title)
        for who, leads, number, title in session.execute(found.order_by(Entry.number))
        if who is not None
    ]
