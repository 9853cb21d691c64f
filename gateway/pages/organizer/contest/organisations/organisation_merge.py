"""Two organisations made one, after a look at what moves; and parted again."""

from uuid import UUID

from flask import Blueprint, flash, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug import Response

from chassis.http.auth import allow
from chassis.http.client import Refused
from chassis.http.errors import NotFound
from contracts.roles import ORGANIZER
from gateway.clients.registration.applicants.organisations import ORGANISATIONS, PartedOrganisations
from gateway.forms import saving
from gateway.forms.form import Filled, Form
from gateway.pages.organizer.contest.organisations.organisation_list import in_words
from gateway.pages.organizer.contest.organisations.organisation_page import to_organisation, told_of
from gateway.pages.organizer.contest.organisations.reasons import REASON

blp = Blueprint("organisation_merge", __name__)
FORM = Form((REASON,))


@blp.route("/organizer/organisations/<uuid:organisation_id>/merge/<uuid:into_id>", methods=["GET"])
@allow(ORGANIZER)
def foresee(organisation_id: UUID, into_id: UUID) -> Response:
    """What would move, before it does."""
    return _page(organisation_id, into_id, Filled(FORM, {}))


@blp.route("/organizer/organisations/<uuid:organisation_id>/merge/<uuid:into_id>", methods=["POST"])
@allow(ORGANIZER)
def merge(organisation_id: UUID, into_id: UUID) -> Response:
    """Give everything of one to the other."""
    try:
        made = saving.made(
            FORM, saving.sent(FORM), lambda typed: ORGANISATIONS.merge(organisation_id, into_id, typed["reason"])
        )
    except Refused as refused:
        return told_of(refused, organisation_id)
    if isinstance(made, Filled):
        return _page(organisation_id, into_id, made)
    flash(_("已合并。合并错了，可以在本页“合并记录”中撤销。"), "success")
    return to_organisation(into_id)


@blp.route("/organizer/organisations/<uuid:organisation_id>/merges/<uuid:merge_id>", methods=["GET"])
@allow(ORGANIZER)
def ask_parting(organisation_id: UUID, merge_id: UUID) -> Response:
    """What parting means."""
    return _parting(organisation_id, merge_id, Filled(FORM, {}))


@blp.route("/organizer/organisations/<uuid:organisation_id>/merges/<uuid:merge_id>", methods=["POST"])
@allow(ORGANIZER)
def part(organisation_id: UUID, merge_id: UUID) -> Response:
    """Take a merge back."""
    try:
        made = saving.made(FORM, saving.sent(FORM), lambda typed: ORGANISATIONS.undo_merge(merge_id, typed["reason"]))
    except Refused as refused:
        return told_of(refused, organisation_id)
    if isinstance(made, Filled):
        return _parting(organisation_id, merge_id, made)
    flash(_parted(made), "success")
    return to_organisation(organisation_id)


def _parted(made: PartedOrganisations) -> str:
    one = ngettext("“%(name)s”现有 %(num)d 个项目", "“%(name)s”现有 %(num)d 个项目", made.entries, name=made.name)
    other = ngettext(
        "“%(name)s”现有 %(num)d 个项目", "“%(name)s”现有 %(num)d 个项目", made.from_entries, name=made.from_name
    )
    return str(_("合并已撤销：%(one)s，%(other)s。", one=one, other=other))


def _page(organisation_id: UUID, into_id: UUID, filled: Filled) -> Response:
    if organisation_id == into_id:
        raise NotFound
    found = ORGANISATIONS.foresee(organisation_id, into_id)
    other_way = url_for("organisation_merge.foresee", organisation_id=into_id, into_id=organisation_id)
    facts = {"found": found, "other_way": other_way, "in_words": in_words}
    return saving.page("organizer/contest/organisations/merge.html", filled, **facts)


def _parting(organisation_id: UUID, merge_id: UUID, filled: Filled) -> Response:
    found = ORGANISATIONS.organisation(organisation_id)
    made = next((one for one in found.merges if one.id == merge_id and one.parted_at is None), None)
    if made is None:
        raise NotFound
    return saving.page("organizer/contest/organisations/part.html", filled, found=found, made=made)
