"""Checking, submitting and withdrawing an entry, undoing that, and the receipt."""

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug import Response

from chassis.http.auth import PERSON, allow
from chassis.http.client import Refused
from contracts.roles import LEADER, ORGANIZER
from gateway.clients.registration.entries import ENTRIES, Entry
from gateway.clients.registration.entry_versions import VERSIONS
from gateway.editions.lookup import edition_of
from gateway.forms.saving import SHOWN_AGAIN
from gateway.pages.team.contents import entry_form
from gateway.pages.team.contents.comparison import compared
from gateway.pages.team.proofs import PROOFS

blp = Blueprint("submissions", __name__)


def _to(page: str, entry_id: UUID) -> Response:
    return redirect(url_for(page, entry_id=entry_id), 303)


@blp.route("/entries/<uuid:entry_id>/review", methods=["GET"])
@allow(LEADER)
def review(entry_id: UUID) -> str | Response:
    """Everything at one glance before it is handed in, and what is still missing."""
    found = ENTRIES.entry(entry_id)
    if not found.being_written:
        return _to("submissions.receipt", entry_id)
    if found.relation != "leader":
        return _to("entries.show", entry_id)
    if found.correction:
        return _to("screening_result.correct", entry_id)
    return _check(found, None)


@blp.route("/entries/<uuid:entry_id>/submission", methods=["POST"])
@allow(LEADER)
def submit(entry_id: UUID) -> Response | tuple[str, int]:
    """Hand the entry in. Pressing twice does it once and shows the receipt both times."""
    try:
        slip = ENTRIES.submit(entry_id, request.form.get("etag", ""))
    except Refused as refused:
        if refused.status not in SHOWN_AGAIN:
            raise
        found = ENTRIES.entry(entry_id)
        if not found.being_written:
            return _to("submissions.receipt", entry_id)
        return _check(found, refused.problem), refused.status
    flash(_("提交成功，项目编号 %(number)s。", number=slip.number), "success")
    return _to("submissions.receipt", entry_id)


def _check(found: Entry, problem: dict[str, Any] | None) -> str:
    edition = edition_of(found)
    form = entry_form.drawn(found, edition)
    before = VERSIONS.version(found.id, found.version) if found.revising else None
    return render_template(
        "team/review.html",
        entry=found,
        edition=edition,
        problem=problem,
        changes=compared(before, found, edition) if before else None,
        lacks=entry_form.lacks(form, found),
        doubts=entry_form.doubts(form, found),
        groups=entry_form.shown(found, edition),
        slots=entry_form.slots(found),
    )


@blp.route("/entries/<uuid:entry_id>/receipt", methods=["GET"], defaults={"version": 0})
@blp.route("/entries/<uuid:entry_id>/versions/<int:version>/receipt", methods=["GET"])
@allow(PERSON)
def receipt(entry_id: UUID, version: int) -> str:
    """Proof of submission: number, server time, fingerprint of the file; of an earlier version where one is named."""
    slip = VERSIONS.version(entry_id, version) if version else ENTRIES.receipt(entry_id)
    edition = edition_of(slip)
    labels = {field.key: field.label for field in entry_form.document_of(slip, edition)}
    path = url_for("verification.show", code=slip.code)
    return render_template("team/receipt.html", receipt=slip, edition=edition, labels=labels, proofs=PROOFS, path=path)


@blp.route("/entries/<uuid:entry_id>/withdrawal", methods=["GET"])
@allow(LEADER, ORGANIZER)
def ask_withdrawal(entry_id: UUID) -> str | Response:
    """What withdrawing means, before it is done."""
    found = ENTRIES.entry(entry_id)
    if "withdraw" not in found.may:
        return _to("entries.show", entry_id)
    return render_template("team/withdraw.html", entry=found)


@blp.route("/entries/<uuid:entry_id>/withdrawal", methods=["POST"])
@allow(LEADER, ORGANIZER)
def withdraw(entry_id: UUID) -> Response:
    """Take the entry back; that can be undone, or the entry changed and handed in again, until the deadline."""
    ENTRIES.withdraw(entry_id)
    flash(_("已撤回，团队会收到消息。截止前可以恢复提交，也可以修改后再次提交，编号不变。"), "success")
    return _to("entries.show", entry_id)


@blp.route("/entries/<uuid:entry_id>/submission/restoration", methods=["POST"])
@allow(LEADER)
def restore(entry_id: UUID) -> Response:
    """Undo the withdrawal. Pressing twice does it once."""
    try:
        slip = ENTRIES.restore(entry_id)
    except Refused as refused:
        if refused.status not in SHOWN_AGAIN:
            raise
        if ENTRIES.entry(entry_id).state != "submitted":
            flash(_("没有恢复：%(reasons)s", reasons=_reasons(refused)), "danger")
    else:
        flash(_("已恢复提交：第 %(version)d 版，编号不变，回执已生成。", version=slip.version), "success")
    return _to("entries.show", entry_id)


def _reasons(refused: Refused) -> str:
    """Why something about title and team is refused, each in its sentence."""
    found = [one["message"] for errors in (refused.problem.get("errors") or {}).values() for one in errors]
    return "".join(found) or str(refused.problem["detail"])
