"""Who is to join the team by a change request: named by the leader, each with a link by which they confirm."""

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug import Response

from chassis.http.auth import allow
from chassis.http.client import Refused
from contracts.roles import LEADER
from gateway.clients.change_additions import ADDITIONS
from gateway.clients.change_requests import ChangeRequest
from gateway.forms import saving
from gateway.forms.fields import Field
from gateway.forms.form import Filled, Form
from gateway.pages.team.changes import joinings
from gateway.pages.team.changes.change_addresses import at, found_request, to_request
from gateway.pages.team.team_forms import ROLES

blp = Blueprint("change_people", __name__)
PERSON = Form(
    (
        Field(name="role", label=_l("身份"), kind="radio", required=True),
        Field(name="name", label=_l("姓名"), hint=_l("对方确认后，以其账号上的姓名为准。"), required=True, most=50),
        Field(name="division", label=_l("分工"), hint=_l("例如：现场部署、算法。"), most=50),
    )
).offering(role=[{"key": role, "name": name} for role, name in ROLES.items()])


@blp.route("/entries/<uuid:entry_id>/changes/<uuid:request_id>/people", methods=["GET"])
@allow(LEADER)
def show(entry_id: UUID, request_id: UUID) -> Response:
    """Who is to join and what each answered, with a form to name another."""
    return _page(found_request(entry_id, request_id), Filled(PERSON, {"role": "member"}))


@blp.route("/entries/<uuid:entry_id>/changes/<uuid:request_id>/people", methods=["POST"])
@allow(LEADER)
def add(entry_id: UUID, request_id: UUID) -> Response:
    """Name somebody; the next page has their link."""
    typed = saving.sent(PERSON)
    made = saving.made(PERSON, typed, lambda given: ADDITIONS.add(request_id, given, saving.pressed_key()))
    if isinstance(made, Filled):
        return _page(found_request(entry_id, request_id), made)
    return redirect(at(made, "change_people.link", addition_id=made.additions[-1].id), 303)


@blp.route("/entries/<uuid:entry_id>/changes/<uuid:request_id>/people/<uuid:addition_id>", methods=["GET"])
@allow(LEADER)
def link(entry_id: UUID, request_id: UUID, addition_id: UUID) -> str | Response:
    """The link of one who has not answered, to be copied or shown as a code."""
    found = found_request(entry_id, request_id)
    try:
        asked = ADDITIONS.link(request_id, addition_id)
    except Refused as refused:
        if refused.status != 404:
            raise
        return to_request(found)  # answered or decided meanwhile: the page of the request says so
    return render_template("team/change_person_link.html", found=found, link=asked, path=joinings.path_of(asked))


@blp.route("/entries/<uuid:entry_id>/changes/<uuid:request_id>/people/<uuid:addition_id>/removal", methods=["POST"])
@allow(LEADER)
def take_off(entry_id: UUID, request_id: UUID, addition_id: UUID) -> Response:
    """Name somebody no more."""
    found = ADDITIONS.take_off(request_id, addition_id)
    flash(_("已从新增名单中移除，确认链接不再有效。"), "success")
    return redirect(at(found, "change_people.show"), 303)


def _page(found: ChangeRequest, filled: Filled) -> Response:
    if "write" not in found.may or not found.team_chosen:
        return to_request(found)
    return saving.page("team/change_people.html", filled, found=found)
