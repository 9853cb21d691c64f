"""One change that a team asks for: decided after a look at what it means."""

from uuid import UUID

from flask import Blueprint, flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug import Response

from chassis.http.auth import allow
from contracts.roles import ORGANIZER, OVERSEEING
from gateway.clients.change_requests import CHANGES, ChangeRequest
from gateway.clients.judging.overviews import JUDGING_OVERVIEWS
from gateway.editions.lookup import edition_of
from gateway.forms import saving
from gateway.forms.fields import Field
from gateway.forms.form import Filled, Form
from gateway.pages.team.changes import change_comparison, change_form

blp = Blueprint("change_decision", __name__)
DECISION = Form(
    (
        Field(
            name="message",
            label=_l("给团队的说明"),
            hint=_l("团队会逐字看到。不同意时必填，请写明理由和可以怎么办。"),
            kind="area",
            rows=4,
            most=1000,
        ),
    )
)


@blp.route("/organizer/changes/<uuid:request_id>", methods=["GET"])
@allow(*OVERSEEING)
def show(request_id: UUID) -> Response:
    """A request beside what stands, and how many sheets exist about the entry."""
    return _page(CHANGES.request(request_id), Filled(DECISION, {}))


@blp.route("/organizer/changes/<uuid:request_id>", methods=["POST"])
@allow(ORGANIZER)
def decide(request_id: UUID) -> Response:
    """Approve it, or refuse it."""
    approve = request.form.get("action") == "approve"
    typed = saving.sent(DECISION)
    made = saving.made(DECISION, typed, lambda given: CHANGES.decide(request_id, given["message"], approve=approve))
    if isinstance(made, Filled):
        return _page(CHANGES.request(request_id), made)
    said = _("已同意，新版本即时生效，团队会收到通知。") if approve else _("未同意，团队会收到通知和您写的说明。")
    flash(said, "success")
    return redirect(url_for("change_desk.listing", edition=made.edition), 303)


def _page(found: ChangeRequest, filled: Filled) -> Response:
    sheets = JUDGING_OVERVIEWS.sheets(found.entry_id) if "approve" in found.may else None
    return saving.page(
        "organizer/asked/change.html",
        filled,
        found=found,
        edition=edition_of(found),
        changes=change_comparison.changes(found),
        files=change_form.slots(found),
        evidence=change_form.uploaded(found, found.evidence),
        sheets=sheets,
    )
