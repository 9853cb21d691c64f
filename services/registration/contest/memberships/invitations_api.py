"""HTTP API of an invitation for whoever has its link."""

from typing import Any

from chassis.http.api import Blueprint
from chassis.http.auth import PERSON, PUBLIC, allow, identity
from chassis.http.request_session import session
from services.registration.contest.memberships import answers
from services.registration.contest.memberships.api import link_key
from services.registration.contest.memberships.schemas import AnswerSchema, ConfirmationSchema, InvitationSchema

blp = Blueprint("team-invitations", __name__, description="Invitations to teams, for whoever has the link.")


def _shown(found: answers.Invitation) -> dict[str, Any]:
    entry, place = found.entry, found.place
    own = {name: getattr(place, name) for name in ("role", "name", "division", "channel", "expires_at")}
    of_entry = {name: getattr(entry, name) for name in ("title", "edition", "leader_name")}
    reader = {name: getattr(found, name) for name in ("own", "relation", "takes")}
    return own | of_entry | reader | {"entry_id": entry.id}


@blp.route("/team-invitations/<secret>/reading", methods=["POST"])
@allow(PUBLIC)
@blp.arguments(AnswerSchema)
@blp.response(200, InvitationSchema)
def show(given: dict[str, Any], secret: str) -> dict[str, Any]:
    """What one is invited to, while it can be answered; afterwards for who confirmed it.

    Changes nothing; the addresses of the reader stand in no URL.
    """
    return _shown(answers.find_invitation(session(), identity(), secret, link_key(), **given))


@blp.route("/team-invitations/<secret>/confirmation", methods=["POST"])
@allow(PERSON)
@blp.arguments(ConfirmationSchema)
@blp.response(200, InvitationSchema)
def confirm(given: dict[str, Any], secret: str) -> dict[str, Any]:
    """Join the team."""
    return _shown(answers.confirm(session(), identity(), secret, link_key(), **given))


@blp.route("/team-invitations/<secret>/refusal", methods=["POST"])
@allow(PERSON)
@blp.arguments(AnswerSchema)
@blp.response(204)
def decline(given: dict[str, Any], secret: str) -> None:
    """Say no."""
    answers.decline(session(), identity(), secret, link_key(), **given)
