"""The result of a stage: what to look at before it is sealed, its versions, and proposing a change."""

from collections.abc import Callable
from uuid import UUID

from flask import Blueprint, render_template, request

from chassis.http import request_session
from chassis.http.auth import allow
from chassis.http.client import Refused
from contracts.roles import ORGANIZER, OVERSEEING
from gateway.accounts.people import names_of
from gateway.clients.judging.results import JUDGING_RESULTS
from gateway.pages.organizer.contest.results.decision_words import KINDS
from gateway.pages.organizer.contest.results.proposing import Answer, proposed

blp = Blueprint("stage_result", __name__)
ADDRESS = "/organizer/results/<edition>/<key>"


@blp.route(ADDRESS, methods=["GET"])
@allow(*OVERSEEING)
def show(edition: str, key: str) -> str:
    """Where the result stands, and what can be proposed."""
    return _page(edition, key)


@blp.route(f"{ADDRESS}/sealing", methods=["POST"])
@allow(ORGANIZER)
def seal(edition: str, key: str) -> Answer:
    """Propose to seal the result as it is now."""
    return _proposed(edition, key, lambda reason: JUDGING_RESULTS.propose_seal(edition, key, reason))


@blp.route(f"{ADDRESS}/amendment", methods=["POST"])
@allow(ORGANIZER)
def amend(edition: str, key: str) -> Answer:
    """Propose another version, without what is ticked."""
    voided, out = (request.form.getlist(name) for name in ("voided", "disqualified"))
    return _proposed(edition, key, lambda reason: JUDGING_RESULTS.propose_amendment(edition, key, reason, voided, out))


def _proposed(edition: str, key: str, propose: Callable[[str], UUID]) -> Answer:
    reason = request.form.get("reason", "").strip()
    return proposed(lambda: propose(reason), lambda refused: _page(edition, key, refused))


def _page(edition: str, key: str, refused: Refused | None = None) -> str:
    found = JUDGING_RESULTS.of_stage(edition, key)
    people = {one for version in found.versions for one in (version.proposed_by, version.decided_by)}
    return render_template(
        "organizer/contest/results/stage.html",
        result=found,
        kinds=KINDS,
        names=names_of(request_session.session(), people | {one.proposed_by for one in found.pending}),
        problem=refused.problem if refused else None,
        typed=request.form.get("reason", ""),
    )
