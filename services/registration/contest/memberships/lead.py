"""Handing over the lead: the leader offers it, a member takes it."""

from uuid import UUID

from sqlalchemy.orm import Session

from chassis import clock
from chassis.events.outbox import emit
from chassis.http.auth import Identity
from chassis.http.errors import NotFound
from chassis.states import Impossible
from contracts.roles import LEADER
from contracts.teams import TeamLeadChanged, TeamLeadDeclined, TeamLeadOffered
from services.registration.contest.entries.access import own_place
from services.registration.contest.entries.actions import locked_entry, refuse_outside
from services.registration.contest.entries.leaders import name_leader
from services.registration.contest.entries.models import Entry
from services.registration.contest.entries.telling import led
from services.registration.contest.memberships.actions import place_of, record_place, refuse_closed
from services.registration.contest.memberships.errors import CannotLead, LeadNotOffered
from services.registration.contest.teams.models import CONFIRMED, MEMBER, TeamMember


def offer_lead(session: Session, caller: Identity, entry: Entry, place_id: UUID) -> None:
    """Ask a confirmed member of an `open_team` to lead it; an offer to another ends. Raises NotFound, Impossible."""
    place = place_of(entry, place_id)
    if place.role != MEMBER or place.leads or place.state != CONFIRMED or place.account_id is None:
        raise Impossible
    withdraw_offer(session, caller, entry)
    place.lead_offered_at = clock.now()
    record_place(session, caller.account_id, "team.lead-offered", entry, place)
    emit(session, TeamLeadOffered(account_id=place.account_id, **led(entry)))


def withdraw_offer(session: Session, caller: Identity, entry: Entry) -> None:
    """Take back whatever offer stands."""
    for place in entry.team:
        if place.lead_offered_at is not None:
            place.lead_offered_at = None
            record_place(session, caller.account_id, "team.lead-kept", entry, place)


def answer_offer(session: Session, caller: Identity, entry_id: UUID, *, accept: bool) -> None:
    """Take the lead that is offered, or say no to it. Who led before is the first member after.

    Raises NotFound, LeadNotOffered, CannotLead, TeamClosed, DeadlinePassed.
    """
    entry = locked_entry(session, caller, entry_id)
    refuse_outside(entry.home)
    refuse_closed(entry)
    place = own_place(caller, entry)
    if place is None or place.lead_offered_at is None:
        raise LeadNotOffered
    if accept and not caller.has(LEADER, entry.home.scope):
        raise CannotLead
    place.lead_offered_at = None
    if not accept:
        record_place(session, caller.account_id, "team.lead-declined", entry, place)
        emit(session, TeamLeadDeclined(account_id=caller.account_id, **led(entry)))
        return
    former = _first(entry)
    swap(entry, former, place)
    name_leader(session, entry, caller.account_id, caller.name)
    record_place(session, caller.account_id, "team.lead-taken", entry, place)
    if former.account_id is not None:
        emit(session, TeamLeadChanged(former_id=former.account_id, **led(entry)))


def _first(entry: Entry) -> TeamMember:
    found = next((one for one in entry.team if one.leads), None)
    if found is None:
        raise NotFound
    return found


def swap(entry: Entry, former: TeamMember, new: TeamMember) -> None:
    """The new leader stands first, the former one second, the others keep their order."""
    others = [one for one in entry.team if one.role == MEMBER and one not in (former, new)]
    for turn, place in enumerate((new, former, *others)):
        place.place = turn
