"""A series of events: all its days with what each needs, carrying a change over, publishing from one of them on."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from werkzeug import Response

from chassis.http.auth import allow
from chassis.http.client import Refused
from contracts.roles import ORGANIZER, OVERSEEING
from gateway.clients import calls
from gateway.clients.registration.event_series import EVENT_SERIES, SeriesOutcome
from gateway.forms.saving import SHOWN_AGAIN
from gateway.pages.organizer.outreach.event_list import PREFIX, name_of, next_step

blp = Blueprint("event_series", __name__)
PARTS = {
    "name": _l("活动名称"),
    "place": _l("地点"),
    "summary": _l("活动说明"),
    "shifts": _l("岗位、时刻和名额（各场日期不变）"),
    "travel": _l("路程时间"),
}
"""What of an event can be carried over to those after it."""


@blp.route("/organizer/events/<slug>/series", methods=["GET"])
@allow(*OVERSEEING)
def show(slug: str) -> str:
    """Every day of the series, and what can be done from this one on."""
    return _page(slug)


@blp.route("/organizer/events/<slug>/series/changes", methods=["POST"])
@allow(ORGANIZER, everywhere=True)
def carry_over(slug: str) -> Response | tuple[str, int]:
    """Let the drafts of the later events say the same of what was chosen."""
    parts = [part for part in request.form.getlist("parts") if part in PARTS]
    if not parts:
        return _page(slug, problem={"title": _("请选择要用到之后各场的内容。")}), 422
    try:
        outcome = EVENT_SERIES.carry_over(slug, parts)
    except Refused as refused:
        return _refused(slug, refused)
    if outcome.done:
        many = ngettext("已写入之后 %(num)d 场的草稿。", "已写入之后 %(num)d 场的草稿。", outcome.done)
        flash(" ".join((many, _("检查后发布，志愿者才会看到。"))), "success")
    return _after(slug, outcome)


@blp.route("/organizer/events/<slug>/series/publication", methods=["POST"])
@allow(ORGANIZER, everywhere=True)
def publish(slug: str) -> Response | tuple[str, int]:
    """Publish this event and the later ones; what is somebody's decision is left and named."""
    try:
        outcome = EVENT_SERIES.publish(slug)
    except Refused as refused:
        return _refused(slug, refused)
    if outcome.done:
        flash(ngettext("已发布 %(num)d 场。", "已发布 %(num)d 场。", outcome.done), "success")
    return _after(slug, outcome)


def _after(slug: str, outcome: SeriesOutcome) -> Response | tuple[str, int]:
    if outcome.left:
        return _page(slug, outcome=outcome), 200
    if not outcome.done:
        flash(_("各场都已是这样，没有需要修改的。"), "info")
    return redirect(url_for("event_series.show", slug=slug), 303)


def _refused(slug: str, refused: Refused) -> tuple[str, int]:
    if refused.status not in SHOWN_AGAIN:
        raise refused
    return _page(slug, problem={"title": calls.sentence(refused)}), refused.status


def _page(slug: str, *, outcome: SeriesOutcome | None = None, problem: dict[str, str] | None = None) -> str:
    items = EVENT_SERIES.series(slug).items
    own = next(number for number, one in enumerate(items) if one.slug == slug)
    return render_template(
        "organizer/outreach/events/series.html",
        slug=slug,
        items=items,
        own=own,
        rows=[(one, next_step(one), PREFIX + one.state) for one in items],
        title=name_of(items[own]),
        parts_of=PARTS,
        outcome=outcome,
        problem=problem,
    )
