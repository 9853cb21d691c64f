"""What those do who are invited to a team, or are in it: confirm, decline, leave, say whether their name is public."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.orm import Session

from chassis import clock
from chassis.events.outbox import emit
from chassis.http.auth import Identity
from chassis.http.errors import NotFound
from contracts.teams import TeamMemberConfirmed, TeamMemberDeclined, TeamMemberLeft
from services.registration.contest.entries.access import LEADS, own_place, relation_in
from services.registration.contest.entries.actions import lock_entry, locked_entry, refuse_outside
from services.registration.contest.entries.clashes import elsewhere_of
from services.registration.contest.entries.models import Entry
from services.registration.contest.entries.telling import led
from services.registration.contest.memberships import links
from services.registration.contest.memberships.actions import (
    close_place,
    place_of,
    record_place,
    refuse_closed,
)
from services.registration.contest.memberships.errors import (
    AlreadyInTeam,
    InAnotherTeam,
    InvitationForAnother,
    InvitationOver,
    InvitationUnknown,
    LeadsThisTeam,
    NotToLeader,
)
from services.registration.contest.teams.departures import departed, note_departure, rejoined
from services.registration.contest.teams.models import (
    CONFIRMED,
    DECLINED,
    INVITED,
    LEFT,
    MEMBER,
    REMOVED,
    WITHDRAWN,
    TeamMember,
)
from services.registration.contest.teams.states import TEAM_MEMBER

_OVER = {
    INVITED: _l("该邀请已过期。"),
    CONFIRMED: _l("该邀请已由他人确认。"),
    DECLINED: _l("该邀请已被谢绝。"),
    WITHDRAWN: _l("该邀请已由负责人撤回。"),
    LEFT: _l("确认该邀请的人已退出团队。"),
    REMOVED: _l("确认该邀请的人已被移出团队。"),
}
"""What became of an invitation that can no longer be answered."""


@dataclass(frozen=True)
class Invitation:
    """An invitation as whoever has its link sees it."""

    entry: Entry
    place: TeamMember
    own: bool
    """Whether the reader confirmed it already."""
    relation: str
    """What the reader is in this team already: `leader`, `member`, `advisor`; empty: not in it."""
    takes: bool
    """Whether the reader can be reached where it went: always where it went nowhere."""

    @property
    def open(self) -> bool:
        """Whether it can be answered."""
        return self.place.state == INVITED and not self.place.expired


def find_invitation(
    session: Session, caller: Identity, secret: str, key: str, *, reached_at: Collection[str]
) -> Invitation:
    """The invitation of a link; `key` is what links are made with. Raises InvitationUnknown, InvitationOver, NotFound.

    To who was of the team and is no more it says why.
    """
    return _read(session, caller, *_found(session, secret, key), reached_at)


def confirm(
    session: Session,
    caller: Identity,
    secret: str,
    key: str,
    *,
    reached_at: Collection[str],
    publicity_version: str | None,
) -> Invitation:
    """Take the place. `reached_at`: addresses that are proven to be the caller's. Doing it again changes nothing.

    `publicity_version`: the text about publishing the name, where the caller agrees to it. Raises InvitationUnknown,
    InvitationOver, InvitationForAnother, AlreadyInTeam, LeadsThisTeam, InAnotherTeam, TeamClosed, DeadlinePassed.
    """
    found = _answerable(session, caller, secret, key, reached_at)
    entry, place = found.entry, found.place
    if found.own:
        return found
    if found.relation:
        raise LeadsThisTeam if found.relation == LEADS else AlreadyInTeam
    _refuse_in_another(session, caller, entry, place)
    TEAM_MEMBER.move(place, "confirm")
    place.account_id, place.name, place.answered_at = caller.account_id, caller.name, clock.now()
    place.channel = place.address = ""
    _agree(place, publicity_version)
    rejoined(session, entry.id, [caller.account_id])
    record_place(session, caller.account_id, "team.confirmed", entry, place)
    emit(session, TeamMemberConfirmed(account_id=caller.account_id, role=place.role, **led(entry)))
    return Invitation(entry, place, own=True, relation=place.role, takes=True)


def decline(session: Session, caller: Identity, secret: str, key: str, *, reached_at: Collection[str]) -> None:
    """Say no. Raises as `confirm` does."""
    found = _answerable(session, caller, secret, key, reached_at)
    if found.own:
        raise AlreadyInTeam
    TEAM_MEMBER.move(found.place, "decline")
    close_place(found.place)
    record_place(session, caller.account_id, "team.declined", found.entry, found.place)
    emit(session, TeamMemberDeclined(role=found.place.role, **led(found.entry)))


def leave(session: Session, caller: Identity, entry_id: UUID) -> None:
    """Leave a team before the entry is handed in.

    Raises NotFound, NotToLeader, TeamClosed, DeadlinePassed.
    """
    entry, place = _own(session, caller, entry_id)
    refuse_outside(entry.home)
    refuse_closed(entry)
    if place.leads:
        raise NotToLeader
    TEAM_MEMBER.move(place, "leave")
    close_place(place)
    record_place(session, caller.account_id, "team.left", entry, place)
    note_departure(session, caller, entry.id, entry.title, [caller.account_id], LEFT)
    emit(session, TeamMemberLeft(account_id=caller.account_id, role=place.role, **led(entry)))


def choose_publicity(session: Session, caller: Identity, entry_id: UUID, version: str | None) -> None:
    """Agree that the own name is published with the entry, in the words of this text, or take that back: any time.

    Raises NotFound.
    """
    entry, place = _own(session, caller, entry_id)
    if place.publicity_version != version:
        _agree(place, version)
        if version:
            record_place(session, caller.account_id, "team.publicity-given", entry, place)
        else:
            record_place(session, caller.account_id, "team.publicity-withdrawn", entry, place)


def own_places(session: Session, caller: Identity) -> list[dict[str, Any]]:
    """The places the caller confirmed, the newest first: entry, role, and what they said about their name."""
    own = (
        select(TeamMember, Entry.title, Entry.edition)
        .join(Entry, Entry.id == TeamMember.entry_id)
        .where(TeamMember.account_id == caller.account_id, TeamMember.state == CONFIRMED)
        .order_by(TeamMember.id.desc())
    )
    names = ("entry_id", "role", "publicity_version", "publicity_at")
    return [
        {name: getattr(place, name) for name in names} | {"title": title, "edition": edition}
        for place, title, edition in session.execute(own)
    ]


def _agree(place: TeamMember, version: str | None) -> None:
    place.publicity_version, place.publicity_at = version, clock.now()


def _own(session: Session, caller: Identity, entry_id: UUID) -> tuple[Entry, TeamMember]:
    entry = locked_entry(session, caller, entry_id)
    place = own_place(caller, entry)
    if place is None:
        raise NotFound
    return entry, place


def _found(session: Session, secret: str, key: str, *, lock: bool = False) -> tuple[Entry, TeamMember]:
    place_id = links.id_in(secret)
    entry_id = session.scalar(select(TeamMember.entry_id).where(TeamMember.id == place_id)) if place_id else None
    if place_id is None or entry_id is None:
        raise InvitationUnknown
    entry = lock_entry(session, entry_id) if lock else session.get_one(Entry, entry_id)
    place = place_of(entry, place_id)
    if not links.opens(secret, place, key):
        raise InvitationUnknown
    return entry, place


def _read(
    session: Session, caller: Identity, entry: Entry, place: TeamMember, reached_at: Collection[str]
) -> Invitation:
    own = caller.known and own_place(caller, entry) is place
    found = Invitation(entry, place, own, relation_in(caller, entry), not place.address or place.address in reached_at)
    if not (found.open or found.own):
        if gone := departed(session, caller, entry.id):
            raise gone
        raise InvitationOver(_OVER[place.state])
    return found


def _answerable(session: Session, caller: Identity, secret: str, key: str, reached_at: Collection[str]) -> Invitation:
    found = _read(session, caller, *_found(session, secret, key, lock=True), reached_at)
    if not found.own:
        refuse_outside(found.entry.home)
        refuse_closed(found.entry)
        if not found.takes:
            raise InvitationForAnother
    return found


def _refuse_in_another(session: Session, caller: Identity, entry: Entry, place: TeamMember) -> None:
    if place.role == MEMBER and entry.home.team_rules["one_team_per_person"]:
        for other in elsewhere_of(session, entry, {caller.account_id}):
            raise InAnotherTeam(number=other.number, entry=other.title)
