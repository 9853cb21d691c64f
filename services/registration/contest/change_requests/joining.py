"""What those do who are to join a team by a change request: read what it is about, confirm, say no, and join."""

from dataclasses import dataclass
from uuid import UUID

from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.orm import Session

from chassis import clock
from chassis.events.outbox import emit
from chassis.http.auth import Identity
from chassis.storage import audit, ids
from contracts.change_requests import AdditionAnswered
from services.registration.contest.change_requests.checks import refuse_closed
from services.registration.contest.change_requests.models import LIVE, Addition
from services.registration.contest.change_requests.states import ADDITION
from services.registration.contest.entries.access import LEADS, own_place
from services.registration.contest.entries.actions import lock_entry
from services.registration.contest.entries.clashes import elsewhere_of
from services.registration.contest.entries.models import Entry
from services.registration.contest.entries.telling import led
from services.registration.contest.memberships import links
from services.registration.contest.memberships.errors import (
    AlreadyInTeam,
    InAnotherTeam,
    InvitationOver,
    InvitationUnknown,
    LeadsThisTeam,
)
from services.registration.contest.teams.departures import rejoined
from services.registration.contest.teams.models import CONFIRMED, DECLINED, MEMBER, TeamMember

_OVER = {CONFIRMED: _l("该邀请已由他人确认。"), DECLINED: _l("该邀请已被谢绝。")}
"""What became of it where it was answered by somebody else, or with no."""
_DECIDED = _l("这份变更申请已经办结或撤回。")


@dataclass(frozen=True)
class Joining:
    """What somebody with the link is asked."""

    entry: Entry
    addition: Addition
    own: bool
    """Whether the reader confirmed already."""
    relation: str
    """What the reader is in this team already: `leader`, `member`, `advisor`; empty: not in it."""


def find_joining(session: Session, caller: Identity, secret: str, key: str) -> Joining:
    """What a link asks; `key` is what links are made with. Raises InvitationUnknown, InvitationOver."""
    return _read(caller, _found(session, secret, key))


def confirm(session: Session, caller: Identity, secret: str, key: str, publicity_version: str | None) -> Joining:
    """Agree to join once the office approves. Doing it again changes nothing.

    `publicity_version`: the text about publishing the name, where the caller agrees to it. Raises InvitationUnknown,
    InvitationOver, AlreadyInTeam, LeadsThisTeam, InAnotherTeam and what `refuse_closed` raises.
    """
    found = _read(caller, _found(session, secret, key, lock=True))
    entry, one = found.entry, found.addition
    if found.own:
        return found
    refuse_closed(entry)
    if found.relation:
        raise LeadsThisTeam if found.relation == LEADS else AlreadyInTeam
    if any(other.account_id == caller.account_id for other in one.request.additions):
        raise AlreadyInTeam
    if one.role == MEMBER and entry.home.team_rules["one_team_per_person"]:
        for other in elsewhere_of(session, entry, {caller.account_id}):
            raise InAnotherTeam(number=other.number, entry=other.title)
    ADDITION.move(one, "confirm")
    one.account_id, one.name, one.answered_at = caller.account_id, caller.name, clock.now()
    one.publicity_version = publicity_version
    _tell(session, caller, entry, one, agrees=True)
    return Joining(entry, one, own=True, relation="")


def decline(session: Session, caller: Identity, secret: str, key: str) -> None:
    """Say no, or take back what was confirmed, until the office decides. Raises InvitationUnknown, InvitationOver."""
    found = _read(caller, _found(session, secret, key, lock=True))
    one = found.addition
    ADDITION.move(one, "decline")
    one.account_id, one.publicity_version, one.answered_at = None, None, clock.now()
    _tell(session, caller, found.entry, one, agrees=False)


def join_team(session: Session, caller: Identity, entry: Entry, one: Addition) -> None:
    """Take somebody who confirmed into the team of a locked entry, after the others of the same role."""
    turn = max((place.place for place in entry.team if place.role == one.role), default=0) + 1
    place = TeamMember(id=ids.new_id(), role=one.role, place=turn, state=CONFIRMED, round=1)
    place.name, place.division, place.account_id = one.name, one.division, one.account_id
    place.publicity_version = one.publicity_version
    place.publicity_at = one.answered_at if one.publicity_version else None
    place.invited_at = place.expires_at = place.answered_at = one.answered_at or clock.now()
    entry.team.append(place)
    session.flush()
    if one.account_id is not None:
        rejoined(session, entry.id, [one.account_id])


def _tell(session: Session, caller: Identity, entry: Entry, one: Addition, *, agrees: bool) -> None:
    one.request.revision += 1
    session.flush()  # before the record, for which all others wait until we end
    emit(session, AdditionAnswered(request_id=one.request_id, role=one.role, agrees=agrees, **led(entry)))
    if agrees:
        audit.record(session, caller.account_id, "entry.joining-confirmed", str(entry.id), addition=str(one.id))
    else:
        audit.record(session, caller.account_id, "entry.joining-declined", str(entry.id), addition=str(one.id))


def _found(session: Session, secret: str, key: str, *, lock: bool = False) -> Addition:
    addition_id: UUID | None = links.id_in(secret)
    one = session.scalar(select(Addition).where(Addition.id == addition_id)) if addition_id else None
    if one is None or not links.opens(secret, one, key, links.CHANGE):
        raise InvitationUnknown
    if lock:
        lock_entry(session, one.request.entry_id)
        session.refresh(one)
        session.refresh(one.request)
    return one


def _read(caller: Identity, one: Addition) -> Joining:
    request = one.request
    own = caller.known and one.state == CONFIRMED and one.account_id == caller.account_id
    held = own_place(caller, request.entry) if caller.known else None
    if request.state not in LIVE or request.team is None:
        raise InvitationOver(_DECIDED)
    if not own and one.state in _OVER:
        raise InvitationOver(_OVER[one.state])
    relation = "" if held is None else LEADS if held.leads else held.role
    return Joining(request.entry, one, own, relation)
