"""HTTP API of the team of an entry, for its leader and its people. `invitations_api` has what invitees see."""

from typing import Any, cast
from uuid import UUID

from flask import current_app

from chassis.config import Settings
from chassis.http.api import Blueprint
from chassis.http.auth import PERSON, allow, identity
from chassis.http.idempotency import idempotent
from chassis.http.request_session import session
from contracts.roles import LEADER
from services.registration.contest.entries.access import open_actions
from services.registration.contest.entries.models import Entry
from services.registration.contest.memberships import actions, answers, comments, lead
from services.registration.contest.memberships.links import secret_of
from services.registration.contest.memberships.schemas import (
    ArrangementSchema,
    CommentListSchema,
    CommentSchema,
    InviteSchema,
    LinkSchema,
    NewCommentSchema,
    OfferAnswerSchema,
    OwnPlacesSchema,
    PublicitySchema,
    ReachSchema,
    RemovalSchema,
)
from services.registration.contest.teams.models import TeamComment, TeamMember

blp = Blueprint("memberships", __name__, description="The team of an entry.")


def link_key() -> str:
    """What links of invitations are made with."""
    return cast(Settings, current_app.extensions["egret_settings"]).secret


def _link(entry: Entry, place: TeamMember) -> dict[str, Any]:
    names = ("id", "role", "name", "channel", "address", "expires_at")
    own = {name: getattr(place, name) for name in names}
    return own | {"title": entry.title, "edition": entry.edition, "secret": secret_of(place, link_key())}


@blp.route("/entries/<uuid:entry_id>/team", methods=["POST"])
@allow(LEADER)
@idempotent
@blp.arguments(InviteSchema)
@blp.response(201, LinkSchema)
def invite(facts: dict[str, Any], entry_id: UUID) -> dict[str, Any]:
    """Invite somebody; several invitations may be open at a time. Sending it is up to whoever asks."""
    entry = actions.open_team(session(), identity(), entry_id)
    return _link(entry, actions.invite(session(), identity(), entry, facts))


@blp.route("/entries/<uuid:entry_id>/team", methods=["PUT"])
@allow(LEADER)
@blp.arguments(ArrangementSchema)
@blp.response(204)
def arrange(wanted: dict[str, Any], entry_id: UUID) -> None:
    """Order the team and say what each does; the leader stays first."""
    actions.arrange(session(), identity(), actions.open_team(session(), identity(), entry_id), **wanted)


@blp.route("/entries/<uuid:entry_id>/team/<uuid:place_id>/invitation")
@allow(LEADER)
@blp.response(200, LinkSchema)
def link(entry_id: UUID, place_id: UUID) -> dict[str, Any]:
    """The open invitation to a place, with what its link carries."""
    return _link(*actions.open_invitation(session(), identity(), entry_id, place_id))


@blp.route("/entries/<uuid:entry_id>/team/<uuid:place_id>/invitation", methods=["POST"])
@allow(LEADER)
@blp.arguments(ReachSchema)
@blp.response(200, LinkSchema)
def invite_again(reach: dict[str, str], entry_id: UUID, place_id: UUID) -> dict[str, Any]:
    """Invite to the place again, with a new link; the earlier one opens nothing any more."""
    entry = actions.open_team(session(), identity(), entry_id)
    return _link(entry, actions.invite_again(session(), identity(), entry, place_id, reach))


@blp.route("/entries/<uuid:entry_id>/team/<uuid:place_id>/invitation", methods=["DELETE"])
@allow(LEADER)
@blp.response(204)
def withdraw(entry_id: UUID, place_id: UUID) -> None:
    """Take an invitation back."""
    entry = actions.open_team(session(), identity(), entry_id)
    actions.withdraw_invitation(session(), identity(), entry, place_id)


@blp.route("/entries/<uuid:entry_id>/team/<uuid:place_id>/removal", methods=["POST"])
@allow(LEADER)
@blp.arguments(RemovalSchema)
@blp.response(204)
def remove(given: dict[str, str], entry_id: UUID, place_id: UUID) -> None:
    """Take somebody out of the team; they are told the reason."""
    entry = actions.open_team(session(), identity(), entry_id)
    actions.remove_member(session(), identity(), entry, place_id, given["reason"])


@blp.route("/entries/<uuid:entry_id>/team/<uuid:place_id>/lead", methods=["POST"])
@allow(LEADER)
@blp.response(204)
def offer_lead(entry_id: UUID, place_id: UUID) -> None:
    """Offer the lead to a confirmed member."""
    entry = actions.open_team(session(), identity(), entry_id)
    lead.offer_lead(session(), identity(), entry, place_id)


@blp.route("/entries/<uuid:entry_id>/lead", methods=["DELETE"])
@allow(LEADER)
@blp.response(204)
def keep_lead(entry_id: UUID) -> None:
    """Take the offer back."""
    lead.withdraw_offer(session(), identity(), actions.open_team(session(), identity(), entry_id))


@blp.route("/entries/<uuid:entry_id>/lead", methods=["POST"])
@allow(PERSON)
@blp.arguments(OfferAnswerSchema)
@blp.response(204)
def answer_offer(given: dict[str, bool], entry_id: UUID) -> None:
    """Take the lead that is offered, or say no."""
    lead.answer_offer(session(), identity(), entry_id, accept=given["accept"])


@blp.route("/entries/<uuid:entry_id>/team/own", methods=["DELETE"])
@allow(PERSON)
@blp.response(204)
def leave(entry_id: UUID) -> None:
    """Leave the team before the entry is handed in."""
    answers.leave(session(), identity(), entry_id)


@blp.route("/entries/<uuid:entry_id>/team/own/publicity", methods=["PUT"])
@allow(PERSON)
@blp.arguments(PublicitySchema)
@blp.response(204)
def choose_publicity(given: dict[str, Any], entry_id: UUID) -> None:
    """Agree that one's name is published with the entry, or take that back, at any time."""
    answers.choose_publicity(session(), identity(), entry_id, given["version"])


@blp.route("/team-places")
@allow(PERSON)
@blp.response(200, OwnPlacesSchema)
def own_places() -> dict[str, Any]:
    """The caller's places in teams, with what they said about publishing their name."""
    return {"items": answers.own_places(session(), identity())}


@blp.route("/entries/<uuid:entry_id>/comments")
@allow(PERSON)
@blp.response(200, CommentListSchema)
def read_comments(entry_id: UUID) -> dict[str, Any]:
    """What advisors wrote about the entry, for its team."""
    entry, items = comments.comments_on(session(), identity(), entry_id)
    return {"entry_id": entry.id, "title": entry.title, "may": open_actions(identity(), entry), "items": items}


@blp.route("/entries/<uuid:entry_id>/comments", methods=["POST"])
@allow(PERSON)
@idempotent
@blp.arguments(NewCommentSchema)
@blp.response(201, CommentSchema)
def comment(given: dict[str, str], entry_id: UUID) -> TeamComment:
    """Write a comment, as an advisor; the leader is told."""
    return comments.write_comment(session(), identity(), entry_id, given["text"])
