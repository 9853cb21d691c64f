"""Results over HTTP."""

from typing import Any
from uuid import UUID

from flask import Response

from chassis.http.api import Blueprint
from chassis.http.auth import allow, identity
from chassis.http.request_session import session
from contracts.roles import ORGANIZER, OVERSEEING
from contracts.scopes import EDITION
from services.judging.rankings.schemas import ExplainedSchema
from services.judging.resolutions.models import Resolution
from services.judging.resolutions.schemas import ProposalSchema, ResolutionProposedSchema
from services.judging.results import actions
from services.judging.results.amending import propose_amendment
from services.judging.results.returning import propose_return
from services.judging.results.schemas import (
    AmendmentSchema,
    LateReturnSchema,
    ResultsSchema,
    VersionPageSchema,
    VersionQuery,
)
from services.judging.results.sealing import propose_seal

blp = Blueprint("results", __name__, description="Sealed results, in versions that nothing alters.")
RESULTS = "/editions/<edition>/stages/<key>/results"
VERSION = f"{RESULTS}/<int:version>"


@blp.route(RESULTS)
@allow(*OVERSEEING, within=EDITION)
@blp.response(200, ResultsSchema)
def show(edition: str, key: str) -> dict[str, Any]:
    """What to look at before sealing, the versions, and what would change the one that stands"""
    return actions.overview(session(), identity(), (edition, key))


@blp.route(f"{RESULTS}/sealing", methods=["POST"])
@allow(ORGANIZER, within=EDITION)
@blp.arguments(ProposalSchema)
@blp.response(201, ResolutionProposedSchema)
def seal(given: dict[str, Any], edition: str, key: str) -> Resolution:
    """Propose to seal the result as it is now; another person adopts it"""
    return propose_seal(session(), identity(), (edition, key), given["reason"])


@blp.route(f"{RESULTS}/amendment", methods=["POST"])
@allow(ORGANIZER, within=EDITION)
@blp.arguments(AmendmentSchema)
@blp.response(201, ResolutionProposedSchema)
def amend(given: dict[str, Any], edition: str, key: str) -> Resolution:
    """Propose another version: without these sheets and entries, and with what has happened since"""
    return propose_amendment(session(), identity(), (edition, key), **given)


@blp.route("/assignments/<uuid:assignment_id>/sheet/return", methods=["POST"])
@allow(ORGANIZER)
@blp.arguments(LateReturnSchema)
@blp.response(201, ResolutionProposedSchema)
def give_back(given: dict[str, Any], assignment_id: UUID) -> Resolution:
    """Propose to give a sheet back to its judge although the stage has closed"""
    return propose_return(session(), identity(), assignment_id, **given)


@blp.route(VERSION)
@allow(*OVERSEEING, within=EDITION)
@blp.arguments(VersionQuery, location="query")
@blp.response(200, VersionPageSchema)
def show_version(asked: dict[str, Any], edition: str, key: str, version: int) -> dict[str, Any]:
    """A page of one version, each line with its working"""
    return actions.page_of_version(session(), (edition, key), version, asked)


@blp.route(f"{VERSION}/entries/<entry>")
@allow(*OVERSEEING, within=EDITION)
@blp.response(200, ExplainedSchema)
def explain(edition: str, key: str, version: int, entry: str) -> dict[str, Any]:
    """One entry's place in a version with every sheet handed in, and which do not count"""
    return actions.line_of_version(session(), (edition, key), version, entry)


@blp.route(f"{VERSION}/inputs")
@allow(*OVERSEEING, within=EDITION)
@blp.response(200, {"type": "object"}, content_type="application/json")
def get_inputs(edition: str, key: str, version: int) -> Response:
    """What a version was worked out from, as canonical JSON; its SHA-256 is the version's `inputs_hash`"""
    content = actions.inputs_of_version(session(), (edition, key), version)
    return Response(content, content_type="application/json")
