"""Change requests of a team: those there are, what is to change, the form, handing in and taking back."""

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request
from flask_babel import gettext as _
from werkzeug import Response

from chassis.http.auth import PERSON, allow
from chassis.http.client import Refused
from contracts.roles import LEADER
from gateway.clients.change_requests import CHANGES, ChangeRequest
from gateway.editions.lookup import edition_of
from gateway.forms import saving
from gateway.forms.form import Filled
from gateway.pages.team.changes import change_comparison, change_form
from gateway.pages.team.changes.change_addresses import at, found_request, to_list, to_request

blp = Blueprint("change_requests", __name__)


@blp.route("/entries/<uuid:entry_id>/changes", methods=["GET"])
@allow(PERSON)
def listing(entry_id: UUID) -> str:
    """The requests of an entry, each with its state, and how to begin one."""
    found = CHANGES.of_entry(entry_id)
    return render_template("team/changes.html", found=found, edition=edition_of(found))


@blp.route("/entries/<uuid:entry_id>/changes/<uuid:request_id>", methods=["GET"])
@allow(PERSON)
def show(entry_id: UUID, request_id: UUID) -> str:
    """A request: where it stands, from what to what, why, and what was decided."""
    found = found_request(entry_id, request_id)
    return render_template(
        "team/change.html",
        found=found,
        edition=edition_of(found),
        changes=change_comparison.changes(found),
        files=change_form.slots(found),
        evidence=change_form.uploaded(found, found.evidence),
    )


@blp.route("/entries/<uuid:entry_id>/changes/<uuid:request_id>/edit", methods=["GET"])
@allow(LEADER)
def edit(entry_id: UUID, request_id: UUID) -> Response:
    """The chosen questions with what is to be, and why."""
    found = found_request(entry_id, request_id)
    if "write" not in found.may:
        return to_request(found)
    form = change_form.drawn(found)
    return _form(found, saving.opened(form, found, change_form.stored(form, found)))


@blp.route("/entries/<uuid:entry_id>/changes/<uuid:request_id>/edit", methods=["POST"])
@allow(LEADER)
def save(entry_id: UUID, request_id: UUID) -> Response:
    """Save what was typed, and hand the request in where the button says so; nothing typed is lost."""
    found = found_request(entry_id, request_id)
    form = change_form.drawn(found)

    def write(typed: dict[str, str]) -> ChangeRequest:
        given = form.gathered(typed)
        reason = given.pop(change_form.REASON, "")
        return CHANGES.save(request_id, {"answers": given, "reason": reason}, request.form.get("etag", ""))

    outcome = saving.attempt(
        form, write, lambda: CHANGES.request(request_id), lambda now: change_form.stored(form, now)
    )
    if saving.by_script():
        return saving.answer(outcome)
    if isinstance(outcome, Filled):
        return _form(CHANGES.request(request_id), outcome)
    return _pressed(outcome)


@blp.route("/entries/<uuid:entry_id>/changes/<uuid:request_id>/withdrawal", methods=["POST"])
@allow(LEADER)
def withdraw(entry_id: UUID, request_id: UUID) -> Response:
    """Take it back."""
    CHANGES.withdraw(request_id)
    flash(_("变更申请已撤回，以已提交的内容为准。需要时可以另行申请。"), "success")
    return to_list(entry_id)


def _pressed(saved: ChangeRequest) -> Response:
    """Where the button that was pressed leads."""
    action = request.form.get("action", "save")
    if rows := request.form.get("row", "").partition(".")[0]:
        return redirect(at(saved, "change_requests.edit", _anchor=rows), 303)
    if action.startswith("file."):
        return redirect(at(saved, "change_files.show", slot=action.removeprefix("file.")), 303)
    if action == "evidence":
        return redirect(at(saved, "change_files.proofs"), 303)
    if action in ("team", "people"):
        return redirect(at(saved, f"change_{action}.show"), 303)
    if action == "scope":
        return redirect(at(saved, "change_scope.scope"), 303)
    if action == "ask":
        return _ask(saved)
    flash(_("已保存，尚未提交申请。"), "success")
    return redirect(at(saved, "change_requests.edit"), 303)


def _ask(saved: ChangeRequest) -> Response:
    try:
        CHANGES.ask(saved.id, saved.etag)
    except Refused as refused:
        if refused.status not in saving.SHOWN_AGAIN:
            raise
        now = CHANGES.request(saved.id)
        form = change_form.drawn(now)
        problem = form.problem(refused.problem)
        filled = Filled(form, change_form.stored(form, now), now.etag, problem, status=refused.status)
        return _form(now, filled)
    flash(_("变更申请已提交，组委会审理后另行通知；在此之前以已提交的内容为准。"), "success")
    return to_request(saved)


def _form(found: ChangeRequest, filled: Filled) -> Response:
    if "write" not in found.may:
        return to_request(found)
    facts = {"slots": change_form.slots_to_fill(found), "evidence": change_form.uploaded(found, found.evidence)}
    return saving.page("team/change_edit.html", filled, found=found, edition=edition_of(found), **facts)
