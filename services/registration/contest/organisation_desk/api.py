"""HTTP API of organisations, for the office."""

from typing import Any
from uuid import UUID

from chassis.http.api import Blueprint
from chassis.http.auth import allow, identity
from chassis.http.paging import page
from chassis.http.privileged_use import personal
from chassis.http.request_session import session
from contracts.roles import ORGANIZER, OVERSEEING
from services.registration.contest.organisation_desk import actions, reading
from services.registration.contest.organisation_desk.schemas import (
    CorrectionSchema,
    ForeseenMergeSchema,
    MergeOrganisationSchema,
    OrganisationPageSchema,
    OrganisationQuerySchema,
    OrganisationSchema,
    PartedOrganisationsSchema,
    ReasonSchema,
)
from services.registration.contest.organisations.models import Organisation

blp = Blueprint("organisation-desk", __name__, description="Organisations that applied.")


@blp.route("/organisations")
@allow(*OVERSEEING)
@personal
@blp.arguments(OrganisationQuerySchema, location="query")
@blp.response(200, OrganisationPageSchema)
def listing(wanted: dict[str, Any]) -> dict[str, Any]:
    """Organisations with an entry in the caller's editions, the latest first."""
    query = reading.rows(identity(), wanted)
    found = page(session(), query, Organisation.id.desc(), wanted["after"], wanted["limit"])
    return {"items": found.items, "next": found.next}


@blp.route("/organisations/<uuid:organisation_id>")
@allow(*OVERSEEING)
@personal
@blp.response(200, OrganisationSchema)
def show(organisation_id: UUID) -> dict[str, Any]:
    """One organisation with its entries, what it may be the same as, and what was merged into it."""
    return reading.whole(session(), identity(), organisation_id)


@blp.route("/organisations/<uuid:organisation_id>", methods=["PUT"])
@allow(ORGANIZER)
@blp.arguments(CorrectionSchema)
@blp.response(204)
def correct(facts: dict[str, Any], organisation_id: UUID) -> None:
    """Correct its name and code; what was handed in stays as it was."""
    actions.correct(session(), identity(), organisation_id, facts)


@blp.route("/organisations/<uuid:organisation_id>/merge/<uuid:into_id>")
@allow(ORGANIZER)
@personal
@blp.response(200, ForeseenMergeSchema)
def foresee(organisation_id: UUID, into_id: UUID) -> dict[str, Any]:
    """What merging it into another would do."""
    return reading.foreseen(session(), identity(), organisation_id, into_id)


@blp.route("/organisations/<uuid:organisation_id>/merge", methods=["POST"])
@allow(ORGANIZER)
@blp.arguments(MergeOrganisationSchema)
@blp.response(204)
def merge(wanted: dict[str, Any], organisation_id: UUID) -> None:
    """Give everything of it to another organisation."""
    actions.merge(session(), identity(), organisation_id, wanted["into"], wanted["reason"])


@blp.route("/organisation-merges/<uuid:merge_id>/parting", methods=["POST"])
@allow(ORGANIZER)
@blp.arguments(ReasonSchema)
@blp.response(200, PartedOrganisationsSchema)
def part(given: dict[str, str], merge_id: UUID) -> actions.Parted:
    """Take a merge back."""
    return actions.part(session(), identity(), merge_id, given["reason"])


@blp.route("/organisations/<uuid:organisation_id>/alike/<uuid:other_id>", methods=["DELETE"])
@allow(ORGANIZER)
@blp.response(204)
def dismiss(organisation_id: UUID, other_id: UUID) -> None:
    """Say that the two, which look alike, are two."""
    actions.dismiss(session(), identity(), organisation_id, other_id)
