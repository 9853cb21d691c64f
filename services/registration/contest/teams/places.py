"""Places that come with an entry."""

from uuid import UUID

from chassis import clock
from chassis.storage import ids
from services.registration.contest.teams.models import CONFIRMED, MEMBER, TeamMember


def first_place(account_id: UUID, name: str) -> TeamMember:
    """The leader's, which is confirmed from the first."""
    now = clock.now()
    place = TeamMember(id=ids.new_id(), role=MEMBER, place=0, name=name, state=CONFIRMED)
    place.account_id, place.invited_at, place.expires_at, place.answered_at = account_id, now, now, now
    return place
