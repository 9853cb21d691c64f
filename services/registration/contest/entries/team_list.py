"""The team of an entry and its joint applicants as one reader sees them."""

from collections.abc import Iterator
from typing import Any

from chassis import clock
from chassis.forms.marks import mark
from chassis.http.auth import Identity
from services.registration.contest.entries.access import Access, access_of, edits, own_place
from services.registration.contest.entries.models import SUBMITTED, Entry
from services.registration.contest.joint_applicants import rules as joint
from services.registration.contest.joint_applicants.models import JointApplicant
from services.registration.contest.joint_applicants.states import JOINT_APPLICANT
from services.registration.contest.teams.models import CONFIRMED, INVITED, MEMBER, TeamMember
from services.registration.contest.teams.states import TEAM_MEMBER

_SHOWN = ("id", "role", "name", "division", "state", "leads", "invited_at", "expires_at", "answered_at", "expired")
_BY_LEADER = ("withdraw", "send again", "invite anew", "remove")
"""Steps of a place that its leader takes."""
_JOINT = ("id", "name", "state", "person_name", "person_post", "answered_at", "letter_id")
_FOR_JOINT = {"link": "make a link", "letter": "name the letter"}
"""What pages call the steps that the team takes for a joint applicant."""


def team_of(caller: Identity, entry: Entry) -> list[dict[str, Any]]:
    """Its people in order. What became of those who are not in it any more, and addresses, the leader alone sees."""
    access, own = access_of(caller, entry), own_place(caller, entry)
    return [_one(access, entry, place, own) for place in entry.team if place.counts or access.leads]


def team_mark(entry: Entry) -> str:
    """Changes with who is in the team, their order and what they do."""
    return mark([[str(one.id), one.division] for one in entry.team if one.counts])


def _one(access: Access, entry: Entry, place: TeamMember, own: TeamMember | None) -> dict[str, Any]:
    mine = place is own
    return {name: getattr(place, name) for name in _SHOWN} | {
        "you": mine,
        "address": place.address if access.leads else "",
        "reason": place.reason if access.leads else "",
        "publicity": place.publicity_version is not None,
        "publicity_at": place.publicity_at if mine else None,
        "lead_offered": place.lead_offered_at is not None and (mine or access.leads),
        "may": list(_open(access, entry, place, mine=mine)),
    }


def _open(access: Access, entry: Entry, place: TeamMember, *, mine: bool) -> Iterator[str]:
    """What the reader may do with the place now."""
    if mine:
        yield "publicity"
    home = entry.home
    if entry.state == SUBMITTED or not home.opens_at <= clock.now() < home.closes_at:
        return
    if access.leads and not place.leads:
        yield from (action for action in _BY_LEADER if TEAM_MEMBER.allows(place.state, action))
        if place.role == MEMBER and place.state == CONFIRMED:
            yield "keep lead" if place.lead_offered_at else "offer lead"
        if place.state == INVITED:
            yield "link"
    if mine and place.lead_offered_at:
        yield "take lead"


def joint_applicants_of(caller: Identity, entry: Entry) -> list[dict[str, Any]]:
    """Those that the form names now, in the order they came, with what the caller may do for each."""
    if not entry.answers.get(joint.FIELD):
        return []
    within = entry.in_correction or entry.home.opens_at <= clock.now() < entry.home.closes_at
    writes = entry.being_written and within and edits(access_of(caller, entry), entry)
    return [
        {name: getattr(one, name) for name in _JOINT} | {"may": _open_for(one) if writes else []}
        for one in entry.joint_applicants
        if one.listed
    ]


def _open_for(one: JointApplicant) -> list[str]:
    return [name for name, step in _FOR_JOINT.items() if JOINT_APPLICANT.allows(one.state, step)]
