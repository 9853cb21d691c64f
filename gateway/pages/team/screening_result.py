"""What a team is told of its screening: the reasons, a correction of what is open, a reply to a refusal."""

from dataclasses import replace
from uuid import UUID

from flask import Blueprint, flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug import Response

from chassis.http.auth import PERSON, allow
from chassis.http.client import Refused
from contracts.roles import LEADER
from gateway.clients.registration.entries import ENTRIES, Entry
from gateway.clients.screening import SCREENINGS, ToldScreening
from gateway.editions.lookup import edition_of
from gateway.forms import saving
from gateway.forms.document_form import DocumentForm, document_form
from gateway.forms.fields import Field
from gateway.forms.form import Filled, Form
from gateway.pages.team.contents import entry_form, entry_saving

blp = Blueprint("screening_result", __name__)
REPLY = Form((Field(name="text", label=_l("申辩内容"), kind="area", rows=8, least=5, most=2000, required=True),))

EXPLANATION = Form((Field(name="text", label=_l("说明"), kind="area", rows=6, least=5, most=1000, required=True),))


@blp.route("/entries/<uuid:entry_id>/screening", methods=["GET"])
@allow(PERSON)
def show(entry_id: UUID) -> Response:
    """Where the screening stands, why, and what to do by when."""
    return _page(SCREENINGS.told(entry_id), Filled(REPLY, {}))


@blp.route("/entries/<uuid:entry_id>/screening", methods=["POST"])
@allow(LEADER)
def reply(entry_id: UUID) -> Response:
    """Reply to a refusal."""
    made = saving.made(REPLY, saving.sent(REPLY), lambda typed: SCREENINGS.reply(entry_id, typed["text"]))
    if isinstance(made, Filled):
        return _page(SCREENINGS.told(entry_id), made)
    flash(_("申辩已提交，将重新审查，结果会另行通知。"), "success")
    return _to("show", entry_id)


@blp.route("/entries/<uuid:entry_id>/correction", methods=["GET"])
@allow(LEADER)
def correct(entry_id: UUID) -> Response:
    """The fields that a correction opens, with why and until when."""
    told = SCREENINGS.told(entry_id)
    if told.state != "correction":
        return _to("show", entry_id)
    found = ENTRIES.entry(entry_id)
    if "edit" not in found.may:
        return _to("show", entry_id)
    form = _form(found, told)
    return _correction(found, told, entry_saving.opened(form, found))


@blp.route("/entries/<uuid:entry_id>/correction", methods=["POST"])
@allow(LEADER)
def save(entry_id: UUID) -> Response:
    """Save the correction, and hand it in where the button says so; what was typed stays in the form."""
    told = SCREENINGS.told(entry_id)
    found = ENTRIES.entry(entry_id)
    form = _form(found, told)
    outcome = entry_saving.save(form, found)
    if saving.by_script():
        return saving.answer(outcome)
    if isinstance(outcome, Filled):
        return _correction(ENTRIES.entry(entry_id), SCREENINGS.told(entry_id), outcome)
    action = request.form.get("action", "")
    if action.startswith("file."):
        return redirect(url_for("files.show", entry_id=entry_id, slot=action.removeprefix("file.")), 303)
    if action == "submit":
        return _hand_in(entry_id, form, outcome.entry)
    flash(_("补正内容已保存，尚未提交。"), "success")
    return _to("correct", entry_id)


@blp.route("/entries/<uuid:entry_id>/correction/explanation", methods=["GET"])
@allow(LEADER)
def explain(entry_id: UUID) -> Response:
    """What the leader tells the screener, before the correction is handed in with it."""
    return _explanation(entry_id, Filled(EXPLANATION, {}))


@blp.route("/entries/<uuid:entry_id>/correction/explanation", methods=["POST"])
@allow(LEADER)
def hand_in_explained(entry_id: UUID) -> Response:
    """Hand the correction in, with what was saved of it and these words."""
    typed = saving.sent(EXPLANATION)
    if "correct" not in SCREENINGS.told(entry_id).may:
        return _explanation(entry_id, Filled(EXPLANATION, typed))
    etag = ENTRIES.entry(entry_id).etag
    made = saving.made(EXPLANATION, typed, lambda said: ENTRIES.submit(entry_id, etag, said["text"]))
    return _explanation(entry_id, made) if isinstance(made, Filled) else _answered(entry_id)


def _explanation(entry_id: UUID, filled: Filled) -> Response:
    told = SCREENINGS.told(entry_id)
    if "correct" not in told.may:
        return _page(told, replace(filled, form=REPLY))
    return saving.page("team/explanation.html", filled, told=told)


def _answered(entry_id: UUID) -> Response:
    flash(_("补正已提交，将重新审查，结果会另行通知。"), "success")
    return _to("show", entry_id)


def _hand_in(entry_id: UUID, form: DocumentForm, saved: Entry) -> Response:
    try:
        ENTRIES.submit(entry_id, saved.etag)
    except Refused as refused:
        if refused.status not in saving.SHOWN_AGAIN:
            raise
        now = ENTRIES.entry(entry_id)
        problem = form.problem(refused.problem)
        filled = replace(entry_saving.opened(form, now), problem=problem, status=refused.status)
        return _correction(now, SCREENINGS.told(entry_id), filled)
    return _answered(entry_id)


def _form(found: Entry, told: ToldScreening) -> DocumentForm:
    """The whole form as far as it is open."""
    answers = {**found.aside, **found.answers}
    document = entry_form.document_of(found, edition_of(found))
    only = frozenset(one.key for one in told.fields)
    return document_form(document, answers=answers, files=entry_form.files_of(found), only=only)


def _correction(found: Entry, told: ToldScreening, filled: Filled) -> Response:
    if told.state != "correction" or "edit" not in found.may:
        return _to("show", found.id)
    slots = entry_form.slots_to_fill(found, entry_form.document_of(found, edition_of(found)))
    elsewhere = entry_form.elsewhere(found)
    return saving.page(
        "team/correction.html",
        filled,
        entry=found,
        told=told,
        slots=slots,
        labels={**filled.labels, **{place: label for place, (label, _address) in elsewhere.items()}},
        anchors={place: address for place, (_label, address) in elsewhere.items()},
    )


def _page(told: ToldScreening, filled: Filled) -> Response:
    return saving.page("team/screening_result.html", filled, told=told)


def _to(page: str, entry_id: UUID) -> Response:
    return redirect(url_for(f"screening_result.{page}", entry_id=entry_id), 303)
