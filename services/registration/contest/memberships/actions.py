"""What a leader does with the team of an entry: invite, take back, send again, order, remove."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from chassis import clock
from chassis.events.outbox import emit
from chassis.http.auth import Identity
from chassis.http.errors import Forbidden, NotFound
from chassis.storage import audit, ids
from contracts.teams import TeamMemberRemoved
from services.registration.contest.entries.access import access_of
from services.registration.contest.entries.actions import count_lacking, find_entry, led_entry
from services.registration.contest.entries.models import SUBMITTED, Entry
from services.registration.contest.entries.team_list import team_mark
from services.registration.contest.entries.telling import led
from services.registration.contest.memberships.errors import (
    AlreadyInvited,
    ConfirmedMeanwhile,
    NotToLeader,
    SentJustNow,
    TeamClosed,
    TeamClosedInJudging,
    TeamFull,
    TooManyPlaces,
    WrongOrder,
)
from services.registration.contest.teams import rules
from services.registration.contest.teams.departures import note_departure
from services.registration.contest.teams.models import (
    CONFIRMED,
    INVITED,
    MOST_PLACES,
    REMOVED,
    ROLES,
    WAITING,
    TeamMember,
)
from services.registration.contest.teams.states import TEAM_MEMBER

PAUSE = timedelta(minutes=10)
"""How long after one letter the next one to the same place may follow."""


def open_team(session: Session, caller: Identity, entry_id: UUID) -> Entry:
    """An entry the caller leads whose team may change, kept from changes by others.

    Raises NotFound, Forbidden, EntriesNotOpen, DeadlinePassed, TeamClosed.
    """
    return refuse_closed(led_entry(session, caller, entry_id))


def open_invitation(session: Session, caller: Identity, entry_id: UUID, place_id: UUID) -> tuple[Entry, TeamMember]:
    """An entry the caller leads, and a place of it whose invitation waits. Raises NotFound, Forbidden, Impossible."""
    entry = find_entry(session, caller, entry_id)
    if not access_of(caller, entry).leads:
        raise Forbidden
    place = place_of(entry, place_id)
    TEAM_MEMBER.step(place.state, "send again")
    return entry, place


def refuse_closed(entry: Entry) -> Entry:
    """The entry. Raises TeamClosed where it is handed in."""
    if entry.state == SUBMITTED:
        raise TeamClosedInJudging if entry.home.judging_began else TeamClosed
    return entry


def invite(session: Session, caller: Identity, entry: Entry, facts: Mapping[str, Any]) -> TeamMember:
    """A place in an `open_team` for somebody who has yet to confirm: `role`, `name`, `division`, `channel`, `address`.

    Raises TeamFull, TooManyPlaces, AlreadyInvited.
    """
    _refuse_invited(entry, facts["address"])
    _refuse_full(entry, facts["role"])
    if len(entry.team) >= MOST_PLACES:
        raise TooManyPlaces(most=MOST_PLACES)
    turn = max((one.place for one in entry.team if one.role == facts["role"]), default=0) + 1
    place = TeamMember(id=ids.new_id(), place=turn, state=INVITED, round=1, **facts)
    _open_invitation(entry, place)
    entry.team.append(place)
    record_place(session, caller.account_id, "team.invited", entry, place)
    return place


def invite_again(
    session: Session, caller: Identity, entry: Entry, place_id: UUID, reach: Mapping[str, str]
) -> TeamMember:
    """The invitation once more, with a new link, where `reach` names a channel and address to that one from now on.

    Raises NotFound, Impossible, SentJustNow, TeamFull, AlreadyInvited.
    """
    place = place_of(entry, place_id)
    _refuse_invited(entry, reach["address"], place)
    action = "send again" if place.state == INVITED else "invite anew"
    TEAM_MEMBER.step(place.state, action)
    if place.state == INVITED:
        left = place.invited_at + PAUSE - clock.now()
        if place.address and left > timedelta(0):
            raise SentJustNow(left)
    else:
        _refuse_full(entry, place.role)
    TEAM_MEMBER.move(place, action)
    place.round += 1
    place.channel, place.address = reach["channel"], reach["address"]
    _open_invitation(entry, place)
    record_place(session, caller.account_id, "team.invited", entry, place)
    return place


def withdraw_invitation(session: Session, caller: Identity, entry: Entry, place_id: UUID) -> None:
    """Take an invitation back; its link opens nothing any more. Raises NotFound, Impossible, ConfirmedMeanwhile."""
    place = place_of(entry, place_id)
    if place.state == CONFIRMED:
        raise ConfirmedMeanwhile(name=place.name)
    TEAM_MEMBER.move(place, "withdraw")
    close_place(place)
    record_place(session, caller.account_id, "team.withdrawn", entry, place)


def remove_member(session: Session, caller: Identity, entry: Entry, place_id: UUID, reason: str) -> None:
    """Take somebody out of the team, who is told the reason. Raises NotFound, Impossible, NotToLeader."""
    place = place_of(entry, place_id)
    if place.leads:
        raise NotToLeader
    TEAM_MEMBER.move(place, "remove")
    account_id = place.account_id
    close_place(place)
    place.reason = reason
    record_place(session, caller.account_id, "team.removed", entry, place)
    if account_id is not None:
        note_departure(session, caller, entry.id, entry.title, [account_id], REMOVED, reason)
        emit(session, TeamMemberRemoved(account_id=account_id, role=place.role, reason=reason, **led(entry)))


def arrange(session: Session, caller: Identity, entry: Entry, team: Sequence[Mapping[str, Any]], read: str) -> None:
    """Give the team its order and what each does, from `id` and `division` of everybody who counts.

    The leader stays first, advisors keep their own order. Raises WrongOrder where the team is not the one that was
    `read`, or these are not its people.
    """
    counting = {one.id: one for one in entry.team if one.counts}
    if read != team_mark(entry) or sorted(row["id"] for row in team) != sorted(counting):
        raise WrongOrder
    turns = dict.fromkeys(ROLES, 0)
    for row in team:
        place = counting[row["id"]]
        place.division = row["division"]
        if not place.leads:
            turns[place.role] += 1
            place.place = turns[place.role]
    session.flush()
    audit.record(session, caller.account_id, "team.arranged", str(entry.id))


def place_of(entry: Entry, place_id: UUID) -> TeamMember:
    """A place of the entry's team. Raises NotFound."""
    found = next((one for one in entry.team if one.id == place_id), None)
    if found is None:
        raise NotFound
    return found


def close_place(place: TeamMember) -> None:
    """Forget of a place that is given up how its holder was reached, and what they agreed to."""
    place.channel = place.address = ""
    place.account_id = place.lead_offered_at = place.publicity_version = place.publicity_at = None
    place.answered_at = clock.now()


def record_place(session: Session, who: UUID, action: str, entry: Entry, place: TeamMember) -> None:
    """Put on record what became of a place, and know anew what the entry lacks."""
    session.flush()
    count_lacking(session, entry)
    session.flush()  # before the record, for which all others wait until we end
    audit.record(session, who, action, str(entry.id), place=str(place.id), role=place.role)


def _open_invitation(entry: Entry, place: TeamMember) -> None:
    now = clock.now()
    place.invited_at, place.expires_at = now, min(now + WAITING, entry.closes_at)
    place.answered_at, place.account_id, place.reason, place.reminded = None, None, "", 0


def _refuse_invited(entry: Entry, address: str, own: TeamMember | None = None) -> None:
    for one in entry.team:
        if address and one is not own and one.state == INVITED and not one.expired and one.address == address:
            raise AlreadyInvited(name=one.name)


def _refuse_full(entry: Entry, role: str) -> None:
    limits = entry.home.team_rules
    if not rules.has_room(limits, entry.team, role):
        raise TeamFull(most=rules.most(limits, role))
