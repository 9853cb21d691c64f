"""HTTP API of rubrics that are written: list, begin, write, look over, publish; or put as a whole."""

from typing import Any

from sqlalchemy.orm import Session

from chassis.http import etag
from chassis.http.api import Blueprint
from chassis.http.auth import Identity, allow, identity
from chassis.http.errors import PreconditionRequired
from chassis.http.paging import PageSchema, page
from chassis.http.request_session import session
from chassis.manuscripts import records
from chassis.manuscripts.records import Manuscript
from chassis.manuscripts.routes import Authoring, manuscript_routes
from contracts.roles import ORGANIZER, OVERSEEING
from contracts.scopes import EDITION
from services.judging.drafting import actions
from services.judging.drafting.errors import AlreadyBegun
from services.judging.drafting.heads import LATEST, beginnings_of, head_of, in_turn, listed, select_stages, show_written
from services.judging.drafting.judged_stage import JudgedStage, find_judged_stage
from services.judging.drafting.kind import KIND
from services.judging.drafting.schemas import (
    ChosenBeginningSchema,
    RubricBeginningsSchema,
    RubricHeadSchema,
    RubricPageSchema,
    RubricPublicationSchema,
    WrittenRubricSchema,
)
from services.judging.rules.actions import stage_named
from services.judging.rules.models import Rubric
from services.judging.rules.schemas import RubricSchema, StageSchema

ADDRESS = "/editions/<edition>/stages/<key>"
blp = Blueprint("drafting", __name__, description="Rubrics as their organizers write them.")


@blp.route("/rubric-drafts")
@allow(*OVERSEEING)
@blp.arguments(PageSchema, location="query")
@blp.response(200, RubricPageSchema)
def listing(wanted: dict[str, Any]) -> dict[str, Any]:
    """The stages of judging that the caller oversees: the latest edition first, its stages in the order they open."""
    found = page(session(), select_stages(identity()), LATEST, wanted["after"], wanted["limit"])
    return {"items": in_turn([listed(identity(), row) for row in found.items]), "next": found.next}


@blp.route(ADDRESS, methods=["PUT"])
@allow(ORGANIZER, within=EDITION)
@blp.arguments(RubricSchema)
@blp.response(200, StageSchema)
def put_rubric(given: dict[str, Any], edition: str, key: str) -> Rubric:
    """Write or replace the rubric of a stage of an edition

    The stage's names and dates are the edition's own, published by registration. Weights total 100. After the first
    assignment nothing changes any more (409 `rubric-frozen`). What is written as a draft says the same from then on.
    """
    return actions.put_rubric(session(), identity(), edition, key, given)


@blp.route(f"{ADDRESS}/rubric/beginnings")
@allow(*OVERSEEING, within=EDITION)
@blp.response(200, RubricBeginningsSchema)
def show_beginnings(edition: str, key: str) -> dict[str, Any]:
    """What the draft can be begun from, or filled with"""
    return beginnings_of(session(), identity(), find_judged_stage(session(), edition, key))


@blp.route(f"{ADDRESS}/rubric/beginning", methods=["PUT"])
@allow(ORGANIZER, within=EDITION)
@blp.arguments(ChosenBeginningSchema)
@blp.response(200, RubricHeadSchema)
def choose_beginning(facts: dict[str, Any], edition: str, key: str) -> dict[str, Any]:
    """Begin the draft from a ready-made rubric or another stage's; a draft that stands is filled with it

    Filling needs `If-Match` (409 `already-begun` without); what stood in the draft stays in its history.
    """
    judged = _locked(session(), edition, key)
    found = actions.find_text(session(), judged)
    if found is None:
        actions.begin(session(), identity(), judged, facts["beginning"])
    else:
        _check(found)
        actions.fill(session(), identity(), found, facts["beginning"])
    return head_of(identity(), judged, records.find(session(), KIND, judged.subject).state)


def _check(found: Manuscript) -> None:
    try:
        etag.check(found.etag)
    except PreconditionRequired as unseen:
        raise AlreadyBegun from unseen


def _locked(session: Session, edition: str, key: str) -> JudgedStage:
    """The stage, locked. Raises StageGone, RubricFrozen."""
    judged = find_judged_stage(session, edition, key, lock=True)
    if judged.closed_by:
        raise judged.closed_by
    return judged


def _find(session: Session, _caller: Identity, *, lock: bool, edition: str, key: str) -> Manuscript:
    judged = _locked(session, edition, key) if lock else find_judged_stage(session, edition, key)
    return records.find(session, KIND, judged.subject, lock=lock)


def _stage_of(session: Session, found: Manuscript) -> JudgedStage:
    return find_judged_stage(session, *stage_named(found.subject))


def _about(session: Session, found: Manuscript) -> dict[str, Any]:
    return show_written(session, identity(), _stage_of(session, found), found)


def _may(session: Session, caller: Identity, found: Manuscript, whole: bool) -> list[str]:
    steps = list(head_of(caller, _stage_of(session, found), found.state)["may"])
    return ["write", *(["publish"] if whole and found.is_changed else []), *steps] if steps else []


def _saved(_session: Session, _caller: Identity, _found: Manuscript) -> None:
    """Nothing else follows a draft."""


def _publish(session: Session, caller: Identity, found: Manuscript, _facts: dict[str, Any]) -> None:
    actions.publish_draft(session, caller, _stage_of(session, found), found)


documents = manuscript_routes(
    "drafting-documents",
    Authoring(
        address=f"{ADDRESS}/rubric",
        find=_find,
        about=_about,
        about_schema=WrittenRubricSchema,
        may=_may,
        readers=tuple(OVERSEEING),
        writers=(ORGANIZER,),
        within=EDITION,
        saved=_saved,
        publish=_publish,
        publication_schema=RubricPublicationSchema,
    ),
)
