"""Who leads an entry that was handed in once its leader has closed their account."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from chassis.events.outbox import emit
from chassis.storage import audit
from contracts.events import FORMER
from contracts.teams import TeamLeaderLeft
from services.registration.contest.entries.leaders import name_leader
from services.registration.contest.entries.models import SUBMITTED, Entry
from services.registration.contest.memberships.actions import record_place
from services.registration.contest.memberships.lead import swap
from services.registration.contest.teams.models import CONFIRMED, MEMBER, TeamMember


def pass_on(session: Session, account_id: UUID) -> None:
    """Give each entry that the person handed in and leads to whoever comes next in its team, and tell of it.

    Nobody is asked: who leads may hand the lead on. What was taken back since is passed on likewise, and of what is
    over nobody is told. Where nobody is left the entry stands, and the office is told.
    """
    own = select(Entry).where(Entry.leader_id == account_id, Entry.version > 0).order_by(Entry.id)
    for entry in session.scalars(own.with_for_update().execution_options(populate_existing=True)):
        successor = _pass_to_next(session, account_id, entry)
        if not successor:
            audit.record(session, account_id, "team.leaderless", str(entry.id))
        if entry.state == SUBMITTED and not entry.home.is_over:
            emit(session, _told(entry, successor))


def _pass_to_next(session: Session, account_id: UUID, entry: Entry) -> tuple[UUID, ...]:
    """The account that leads now; none where nobody is left."""
    former = next((one for one in entry.team if one.leads), None)
    members = [one for one in entry.team if one.role == MEMBER and not one.leads and _can_lead(one)]
    new = min(members, key=lambda one: one.place, default=None)
    if former is None or new is None or new.account_id is None:
        return ()
    swap(entry, former, new)
    name_leader(session, entry, new.account_id, new.name)
    record_place(session, account_id, "team.lead-passed-on", entry, new)
    return (new.account_id,)


def _can_lead(one: TeamMember) -> bool:
    """Whether somebody confirmed the place who has an account still."""
    return one.state == CONFIRMED and one.account_id is not None and one.name != FORMER


def _told(entry: Entry, successor: tuple[UUID, ...]) -> TeamLeaderLeft:
    names = {"edition": entry.edition, "number": entry.number or "", "title": entry.title}
    return TeamLeaderLeft(entry_id=entry.id, successor_ids=successor, **names)
