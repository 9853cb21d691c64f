"""What judges say of themselves over HTTP: their profile, their declaration, giving an entry back."""

from typing import Any
from uuid import UUID

from chassis.http.api import Blueprint
from chassis.http.auth import allow, identity
from chassis.http.request_session import session
from contracts.roles import JUDGE
from contracts.scopes import EDITION
from services.judging.conflict_desk import actions, profile_changes, reading
from services.judging.conflict_desk.schemas import ApplicantsSchema, DeclarationSchema, RecusalSchema
from services.judging.profiles.actions import own_profile
from services.judging.profiles.schemas import ProfileSchema, WrittenProfileSchema

blp = Blueprint("own-conflicts", __name__, description="Judges about themselves.")


@blp.route("/judge-profile")
@allow(JUDGE)
@blp.response(200, ProfileSchema)
def show_profile() -> dict[str, Any]:
    """The caller's own profile, with the editions they judge in"""
    return own_profile(session(), identity())


@blp.route("/judge-profile", methods=["PUT"])
@allow(JUDGE)
@blp.arguments(WrittenProfileSchema)
@blp.response(200, ProfileSchema)
def write_profile(given: dict[str, Any]) -> dict[str, Any]:
    """Replace the caller's own profile; entries of an organisation named there are theirs no longer"""
    profile_changes.change_profile(session(), identity(), given)
    return own_profile(session(), identity())


@blp.route("/editions/<edition>/applicants")
@allow(JUDGE, within=EDITION)
@blp.response(200, ApplicantsSchema)
def list_applicants(edition: str) -> dict[str, Any]:
    """Every organisation and person behind the entries of an edition, nobody with an entry"""
    return reading.applicants(session(), identity(), edition)


@blp.route("/editions/<edition>/declaration", methods=["PUT"])
@allow(JUDGE, within=EDITION)
@blp.arguments(DeclarationSchema)
@blp.response(200, ApplicantsSchema)
def declare(given: dict[str, Any], edition: str) -> dict[str, Any]:
    """Sign the undertaking and tell conflicts of interest, the first time or more; what was told stays"""
    actions.declare(session(), identity(), edition, given["undertaking"], given["conflicts"])
    return reading.applicants(session(), identity(), edition)


@blp.route("/assignments/<uuid:assignment_id>/recusal", methods=["POST"])
@allow(JUDGE)
@blp.arguments(RecusalSchema)
@blp.response(204)
def recuse(given: dict[str, Any], assignment_id: UUID) -> None:
    """Give an entry back, for an interest in it or another reason; access ends at once

    409 `stage-closed`.
    """
    actions.recuse_self(session(), identity(), assignment_id, given["kind"], given["note"])
