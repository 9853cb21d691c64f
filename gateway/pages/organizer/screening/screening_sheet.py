"""One entry beside its checklist: saved as one types, decided after a look at what the team will read."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug import Response

from chassis.http.auth import allow
from chassis.http.client import Refused
from contracts.roles import ORGANIZER
from gateway.clients.screening import SCREENINGS, Screening
from gateway.editions.lookup import edition_of
from gateway.forms import saving
from gateway.forms.fields import Field
from gateway.forms.form import Filled, Form
from gateway.forms.pressing import press
from gateway.pages.organizer.screening.handed_in import asked_sections, changes, handed_in, left_as_it_was
from gateway.pages.organizer.screening.screeners import READERS, STAFF, screeners
from gateway.pages.organizer.screening.step_names import done
from gateway.pages.team.proofs import PROOFS
from gateway.shell.display import named
from gateway.shell.times import deadline

blp = Blueprint("screening_sheet", __name__)
OUTCOMES = ("pass", "correct", "refuse")
MOST = 500
"""Characters of a reason."""


@blp.route("/organizer/screening/<uuid:entry_id>", methods=["GET"])
@allow(*READERS)
def show(entry_id: UUID) -> Response:
    """What was handed in, beside the checklist."""
    found = SCREENINGS.screening(entry_id)
    return _page(found, saving.opened(_form(found), found, _stored(found)))


@blp.route("/organizer/screening/<uuid:entry_id>", methods=["POST"])
@allow(*STAFF)
def save(entry_id: UUID) -> Response:
    """Save the checklist; go on to the outcome that a button names."""
    form = _form(SCREENINGS.screening(entry_id))

    def write(typed: dict[str, str]) -> Screening:
        return SCREENINGS.save_points(entry_id, _points(form, typed))

    outcome = saving.attempt(form, write, lambda: SCREENINGS.screening(entry_id), _stored)
    if saving.by_script():
        return saving.answer(outcome)
    if isinstance(outcome, Filled):
        return _page(SCREENINGS.screening(entry_id), outcome)
    wanted = request.form.get("action", "")
    if wanted in OUTCOMES:
        return redirect(url_for("screening_sheet.outcome", entry_id=entry_id, outcome=wanted), 303)
    flash(_("审查记录已保存。"), "success")
    return _back(entry_id)


@blp.route("/organizer/screening/<uuid:entry_id>/<any(pass, correct, refuse):outcome>", methods=["GET"])
@allow(*STAFF)
def outcome(entry_id: UUID, outcome: str) -> str | Response:
    """What the team will read, before it is decided."""
    found = SCREENINGS.screening(entry_id)
    if "decide" not in found.may:
        return _back(entry_id)
    return _outcome(found, outcome, None)


@blp.route("/organizer/screening/<uuid:entry_id>/<any(pass, correct, refuse):outcome>", methods=["POST"])
@allow(*STAFF)
def decide(entry_id: UUID, outcome: str) -> Response | tuple[str, int]:
    """Decide it."""
    message, fields = request.form.get("message", ""), request.form.getlist("fields")
    try:
        found = SCREENINGS.decide(entry_id, outcome, message, fields)
    except Refused as refused:
        if refused.status not in saving.SHOWN_AGAIN:
            raise
        return _outcome(SCREENINGS.screening(entry_id), outcome, refused.problem), refused.status
    said = {
        "pass": _("已通过，团队将收到通知。"),
        "correct": _("补正通知已发出，截止 %(time)s；团队答复后项目回到队列。", time=deadline(found.due_at)),
        "refuse": _("已提出不通过，等待另一人确认；团队尚未收到通知。"),
    }
    flash(said[outcome], "success")
    return redirect(url_for("screening_queue.listing", edition=found.edition), 303)


@blp.route("/organizer/screening/<uuid:entry_id>/taking", methods=["POST"])
@allow(*STAFF)
def take(entry_id: UUID) -> Response:
    """Take the entry."""
    return _done(entry_id, lambda: SCREENINGS.take(entry_id), _("已领取，请逐项审查。"))


@blp.route("/organizer/screening/<uuid:entry_id>/return", methods=["POST"])
@allow(*STAFF)
def give_back(entry_id: UUID) -> Response:
    """Let it wait again."""
    return _done(entry_id, lambda: SCREENINGS.give_back(entry_id), _("已退回队列，审查记录保留。"))


@blp.route("/organizer/screening/<uuid:entry_id>/handover", methods=["POST"])
@allow(*STAFF)
def hand_over(entry_id: UUID) -> Response:
    """Hand it to somebody else."""
    found = SCREENINGS.screening(entry_id)
    to = next((one for one in screeners(found.edition) if one[0] == request.form.get("screener")), None)
    if to is None:
        flash(_("请选择接手的审查员。"), "danger")
        return _back(entry_id)
    return _done(
        entry_id, lambda: SCREENINGS.hand_over(entry_id, UUID(to[0]), to[1]), _("已移交%(name)s。", name=to[1])
    )


@blp.route("/organizer/screening/<uuid:entry_id>/confirmation", methods=["POST"])
@allow(*STAFF)
def confirm(entry_id: UUID) -> Response:
    """Confirm a refusal that somebody else proposed, or send it back."""
    agree = request.form.get("action") == "confirm"
    said = _("已确认不通过，团队将收到通知和理由。") if agree else _("已退回提出人重新审查。")
    return _done(entry_id, lambda: SCREENINGS.confirm(entry_id, request.form.get("reason", ""), agree=agree), said)


@blp.route("/organizer/screening/<uuid:entry_id>/reopening", methods=["POST"])
@allow(ORGANIZER)
def reopen(entry_id: UUID) -> Response:
    """Screen once more what was decided."""
    return _done(
        entry_id, lambda: SCREENINGS.reopen(entry_id, request.form.get("reason", "")), _("已重新打开，项目回到队列。")
    )


def _done(entry_id: UUID, act: Callable[[], Any], said: str) -> Response:
    """Do it and say so, or say why not."""
    press(act, said)
    return _back(entry_id)


def _back(entry_id: UUID) -> Response:
    return redirect(url_for("screening_sheet.show", entry_id=entry_id), 303)


def _form(found: Screening) -> Form:
    fields = []
    for point in found.points:
        fields.append(Field(name=f"verdict.{point.key}", label=named(point, "text"), kind="radio"))
        fields.append(Field(name=f"reason.{point.key}", label=_("理由"), kind="area", rows=2, most=MOST))
    return Form(tuple(fields), draft=True)


def _stored(found: Screening) -> dict[str, str]:
    verdicts = {f"verdict.{one.key}": one.verdict for one in found.points}
    return verdicts | {f"reason.{one.key}": one.reason for one in found.points}


def _points(form: Form, typed: dict[str, str]) -> list[dict[str, str]]:
    keys = [one.name.removeprefix("verdict.") for one in form if one.name.startswith("verdict.")]
    plain = form.plain(typed)
    return [
        {"key": key, "verdict": plain.get(f"verdict.{key}", ""), "reason": plain.get(f"reason.{key}", "")}
        for key in keys
    ]


def _page(found: Screening, filled: Filled) -> Response:
    edition = edition_of(found)
    changed = changes(found, edition)
    shown = handed_in(found, edition)
    facts = {
        "found": found,
        "answered": {one.key: one.label for _section, answers in shown["groups"] for one in answers},
        "edition": edition,
        "people": screeners(found.edition),
        "done": done,
        "changes": changed,
        "left": left_as_it_was(found, edition, changed),
        "proofs": PROOFS,
        **shown,
    }
    return saving.page("organizer/screening/sheet.html", filled, **facts)


def _outcome(found: Screening, outcome: str, problem: dict[str, Any] | None) -> str:
    failed = [one for one in found.points if one.verdict == "fail"]
    about = [] if problem else [key for one in failed for key in one.fields]
    return render_template(
        f"organizer/screening/{outcome}.html",
        found=found,
        failed=failed,
        open_points=[one for one in found.points if not one.verdict],
        sections=asked_sections(found),
        problem=problem,
        message=request.form.get("message", ""),
        chosen=request.form.getlist("fields") or about,
    )
