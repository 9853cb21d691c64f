"""One decision: what it does, who proposed it, and what the person looking may do with it."""

from collections.abc import Callable
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug import Response

from chassis.http import request_session
from chassis.http.auth import allow
from chassis.http.client import Refused
from contracts.roles import ORGANIZER, OVERSEEING
from gateway.accounts.people import names_of
from gateway.clients.judging.results import JUDGING_RESULTS
from gateway.forms.saving import SHOWN_AGAIN
from gateway.pages.organizer.contest.results.decision_words import KINDS

blp = Blueprint("decision", __name__)
ADDRESS = "/organizer/decisions/<uuid:resolution_id>"
Answer = Response | tuple[str, int]


@blp.route(ADDRESS, methods=["GET"])
@allow(*OVERSEEING)
def show(resolution_id: UUID) -> str:
    """What would be done or was done."""
    return _page(resolution_id)


@blp.route(f"{ADDRESS}/adoption", methods=["POST"])
@allow(ORGANIZER)
def adopt(resolution_id: UUID) -> Answer:
    """Confirm what another person proposed: it is done at once."""
    return _done(resolution_id, lambda: JUDGING_RESULTS.adopt(resolution_id), _("已确认，即时生效。"))


@blp.route(f"{ADDRESS}/rejection", methods=["POST"])
@allow(ORGANIZER)
def reject(resolution_id: UUID) -> Answer:
    """Send it back to who proposed it, with a reason."""
    answer = request.form.get("answer", "").strip()
    return _done(resolution_id, lambda: JUDGING_RESULTS.reject(resolution_id, answer), _("已退回，提出人会收到通知。"))


@blp.route(f"{ADDRESS}/withdrawal", methods=["POST"])
@allow(ORGANIZER)
def withdraw(resolution_id: UUID) -> Answer:
    """Take back what one proposed oneself."""
    return _done(resolution_id, lambda: JUDGING_RESULTS.withdraw(resolution_id), _("已撤回。"))


def _done(resolution_id: UUID, act: Callable[[], None], sentence: str) -> Answer:
    try:
        act()
    except Refused as refused:
        if refused.status not in SHOWN_AGAIN | {403}:
            raise
        return _page(resolution_id, refused), refused.status
    flash(sentence, "success")
    return redirect(url_for("decision.show", resolution_id=resolution_id), 303)


def _page(resolution_id: UUID, refused: Refused | None = None) -> str:
    found = JUDGING_RESULTS.resolution(resolution_id)
    people = [one for one in (found.proposed_by, found.decided_by) if one]
    return render_template(
        "organizer/contest/results/decision.html",
        decision=found,
        kind=KINDS[found.kind],
        names=names_of(request_session.session(), people),
        problem=refused.problem if refused else None,
        typed=request.form.get("answer", ""),
    )
