"""Who is to join the team by a change request, as its leader writes it: named, taken off again, and asked by a link."""

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy.orm import Session

from chassis.http.auth import Identity
from chassis.http.errors import NotFound
from chassis.storage import ids
from services.registration.contest.change_requests.actions import find_request
from services.registration.contest.change_requests.errors import TeamNotChosen
from services.registration.contest.change_requests.models import LIVE, Addition, ChangeRequest
from services.registration.contest.entries.access import access_of
from services.registration.contest.memberships.errors import TooManyPlaces
from services.registration.contest.teams.models import INVITED, MOST_PLACES


def add_person(session: Session, request: ChangeRequest, facts: Mapping[str, str]) -> Addition:
    """Name somebody who is to join in a draft found by `draft_request`: `role`, `name`, `division`.

    Raises TeamNotChosen, TooManyPlaces.
    """
    if request.team is None:
        raise TeamNotChosen
    if len(request.entry.team) + len(request.additions) >= MOST_PLACES:
        raise TooManyPlaces(most=MOST_PLACES)
    one = Addition(id=ids.new_id(), state=INVITED, **facts)
    request.additions.append(one)
    request.revision += 1
    session.flush()
    return one


def take_person_off(session: Session, request: ChangeRequest, addition_id: UUID) -> None:
    """Name somebody no more in a draft found by `draft_request`; their link opens nothing from then on."""
    request.additions.remove(_addition(request, addition_id))
    request.revision += 1
    session.flush()


def find_addition(session: Session, caller: Identity, request_id: UUID, addition_id: UUID) -> Addition:
    """Somebody who is asked by a link and has not answered, for the leader. Raises NotFound."""
    request = find_request(session, caller, request_id)
    one = _addition(request, addition_id)
    if not access_of(caller, request.entry).leads or request.state not in LIVE or one.state != INVITED:
        raise NotFound
    return one


def _addition(request: ChangeRequest, addition_id: UUID) -> Addition:
    found = next((one for one in request.additions if one.id == addition_id), None)
    if found is None:
        raise NotFound
    return found
