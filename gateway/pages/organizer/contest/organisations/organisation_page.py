"""One organisation: its entries, what it may be the same as, what was merged into it; correcting it."""

from uuid import UUID

from flask import Blueprint, flash, redirect, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug import Response

from chassis.http.auth import allow
from chassis.http.client import Refused
from chassis.http.privileged_use import personal
from contracts.roles import ORGANIZER, OVERSEEING
from gateway.clients.registration.applicants.organisations import ORGANISATIONS, Organisation
from gateway.forms import saving
from gateway.forms.fields import Field
from gateway.forms.form import Filled, Form
from gateway.forms.pressing import tell
from gateway.pages.organizer.contest.organisations.organisation_list import in_words
from gateway.pages.organizer.contest.organisations.reasons import REASON, REASONS

blp = Blueprint("organisation_page", __name__)
CORRECTION = Form(
    (
        Field(name="name", label=_l("单位全称"), least=2, most=100, required=True),
        Field(name="credit_code", label=_l("统一社会信用代码"), most=40),
        REASON,
    )
)


def to_organisation(organisation_id: UUID) -> Response:
    """Back to the page of an organisation."""
    return redirect(url_for("organisation_page.show", organisation_id=organisation_id), 303)


def told_of(refused: Refused, organisation_id: UUID) -> Response:
    """Back to the page with the sentence of a refusal."""
    tell(refused, among={*saving.SHOWN_AGAIN, 403})
    return to_organisation(organisation_id)


@blp.route("/organizer/organisations/<uuid:organisation_id>", methods=["GET"])
@allow(*OVERSEEING)
@personal
def show(organisation_id: UUID) -> Response:
    """Everything about it."""
    found = ORGANISATIONS.organisation(organisation_id)
    return _page(found, Filled(CORRECTION, {"name": found.name, "credit_code": found.credit_code}))


@blp.route("/organizer/organisations/<uuid:organisation_id>", methods=["POST"])
@allow(ORGANIZER)
def correct(organisation_id: UUID) -> Response:
    """Correct its name and code; what was handed in stays as it was."""
    made = saving.made(CORRECTION, saving.sent(CORRECTION), lambda typed: ORGANISATIONS.correct(organisation_id, typed))
    if isinstance(made, Filled):
        return _page(ORGANISATIONS.organisation(organisation_id), made)
    flash(_("已更正。各项目提交的内容不变。"), "success")
    return to_organisation(organisation_id)


@blp.route("/organizer/organisations/<uuid:organisation_id>/alike/<uuid:other_id>/dismissal", methods=["POST"])
@allow(ORGANIZER)
def dismiss(organisation_id: UUID, other_id: UUID) -> Response:
    """Say that two that look alike are two."""
    try:
        ORGANISATIONS.dismiss(organisation_id, other_id)
    except Refused as refused:
        return told_of(refused, organisation_id)
    flash(_("已标记为不同单位，不再提示。"), "success")
    return to_organisation(organisation_id)


def _page(found: Organisation, filled: Filled) -> Response:
    facts = {"found": found, "reasons": REASONS, "in_words": in_words}
    return saving.page("organizer/contest/organisations/show.html", filled, **facts)
