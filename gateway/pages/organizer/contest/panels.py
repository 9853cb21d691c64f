"""Who judges what: entries with their judges, assigned by hand or spread evenly."""

from collections.abc import Iterable
from itertools import groupby
from sys import maxsize

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug import Response

from chassis.http.auth import allow
from chassis.http.client import Refused
from chassis.words.numbers import whole
from contracts.roles import ORGANIZER, OVERSEEING
from gateway.clients.judging.client import JUDGING
from gateway.clients.judging.panels import Balanced, Short
from gateway.forms.pressing import tell

blp = Blueprint("panels", __name__)
NAMED = 8
"""Entries named in a message at most; the list shows them all."""


@blp.route("/organizer/assignments", methods=["GET"])
@allow(*OVERSEEING)
def listing() -> str:
    """A page of entries with their judges, and the judges with what they have to do."""
    edition, stage = request.args.get("edition", ""), request.args.get("stage", "")
    words, unassigned = request.args.get("q", "").strip(), "unassigned" in request.args
    found = JUDGING.panel(edition, stage, request.args.get("after", ""), words, unassigned=unassigned)
    return render_template("organizer/contest/assignments.html", panel=found, words=words, unassigned=unassigned)


@blp.route("/organizer/stages/<edition>/<key>/assignments", methods=["POST"])
@allow(ORGANIZER)
def assign(edition: str, key: str) -> Response:
    """Assign the chosen judges to one entry."""
    try:
        JUDGING.assign(edition, key, request.form.get("entry_id", ""), request.form.getlist("judge_ids"))
        flash(_("已分配。"), "success")
    except Refused as refused:
        tell(refused, among={409, 422})
    return _back(edition, key)


@blp.route("/organizer/stages/<edition>/<key>/balance", methods=["POST"])
@allow(ORGANIZER)
def balance(edition: str, key: str) -> Response:
    """Spread the judges evenly; what stands is kept, and who got too few is named."""
    per_entry = whole(request.form.get("per_entry", ""), maxsize) or 0
    try:
        _tell_balanced(JUDGING.balance(edition, key, per_entry))
    except Refused as refused:
        tell(refused, among={409, 422})
    return _back(edition, key)


def _tell_balanced(done: Balanced) -> None:
    made = ngettext("新分配 %(num)d 份，原有分配保留。", "新分配 %(num)d 份，原有分配保留。", done.made)
    if not done.short:
        flash(_("已按每项目评委数均衡分配。") + made, "success")
        return
    lacking = ngettext("%(num)d 个项目评委不足。", "%(num)d 个项目评委不足。", len(done.short))
    flash(" ".join([f"{lacking}{made}", *_shortages(done.short)]), "warning")


def _shortages(short: Iterable[Short]) -> Iterable[str]:
    """For each reason, the entries and how many judges they lack."""
    for message, group in groupby(sorted(short, key=lambda one: one.message), key=lambda one: one.message):
        entries = list(group)
        named = [f"{one.entry.number}（{one.assigned}/{one.wanted}）" for one in entries[:NAMED]]
        rest = len(entries) - len(named)
        more = ngettext("，另有 %(num)d 个项目", "，另有 %(num)d 个项目", rest) if rest else ""
        yield f"{message}{_('、').join(named)}{more}"


def _back(edition: str, key: str) -> Response:
    return redirect(url_for("panels.listing", edition=edition, stage=key), 303)
