"""Who leads an entry that was handed in once its leader has closed their account."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from chassis.events.outbox import emit
from contracts.teams import TeamLeaderLeft
from services.registration.contest.entries.leaders import name_leader
from services.registration.contest.entries.models import Entry
from services.registration.contest.memberships.actions import record_place
from services.registration.contest.memberships.lead import swap
from services.registration.contest.teams.models import CONFIRMED, MEMBER, TeamMember


def pass_on(session: Session, account_id: UUID) -> None:
    """Give each entry that the person handed in and leads to whoever comes next in its team, and tell of it.

    Nobody is asked: who leads may hand the lead on. Where nobody is left the entry stands, and the office is told.
    """
    own = select(Entry).where(Entry.leader_id == account_id, Entry.version > 0).order_by(Entry.id)
    for entry in session.scalars(own.with_for_update().execution_options(populate_existing=True)):
        former = next((one for one in entry.team if one.leads), None)
        next_one = _next_in(entry)
        if former is not None and next_one is not None and next_one.account_id is not None:
            swap(entry, former, next_one)
            name_leader(session, entry, next_one.account_id, next_one.name)
            record_place(session, account_id, "team.lead-passed-on", entry, next_one)
        emit(
            session,
            TeamLeaderLeft(
                entry_id=entry.id,
                edition=entry.edition,
                number=entry.number or "",
                title=entry.title,
                successor_ids=(next_one.account_id,) if next_one and next_one.account_id else (),
            ),
        )


def _next_in(entry: Entry) -> TeamMember | None:
    """The first member after the leader who confirmed and has an account."""
    members = (one for one in entry.team if one.role == MEMBER and not one.leads and one.state == CONFIRMED)
    return min((one for one in members if one.account_id), key=lambda one: one.place, default=None)
