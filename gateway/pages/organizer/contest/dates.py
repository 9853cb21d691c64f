"""The dates of an edition, for organizers: moving one and closing early, with who is affected said first."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug import Response

from chassis.http.auth import allow
from chassis.http.client import Refused
from chassis.http.errors import Problem
from contracts.roles import ORGANIZER, OVERSEEING
from gateway.clients.judging.overviews import JUDGING_OVERVIEWS, Counted
from gateway.clients.registration.edition_parts import Stage
from gateway.clients.registration.editions import EDITIONS, Edition
from gateway.clients.registration.overviews import OVERVIEWS, CountedEdition
from gateway.clients.service import side_by_side
from gateway.editions.choice import chosen_edition, own_editions
from gateway.editions.lookup import note_change
from gateway.forms.saving import SHOWN_AGAIN
from gateway.shell.timelines import NOW, stage_state
from gateway.shell.times import typed_deadline, typed_moment, typed_start

blp = Blueprint("dates", __name__)
TYPED = ("opens_day", "opens_time", "closes_day", "closes_time")


@blp.route("/organizer/dates", methods=["GET"])
@allow(*OVERSEEING)
def listing() -> str:
    """Every stage of the chosen edition, and what can be done with each."""
    return render_template("organizer/contest/dates.html", edition=chosen_edition())


@blp.route("/organizer/dates/<slug>/<key>", methods=["GET"])
@allow(ORGANIZER)
def window(slug: str, key: str) -> str:
    """The window of a stage, to be changed."""
    edition, stage = _found(slug, key)
    starts, ends = typed_start(stage.opens_at), typed_deadline(stage.closes_at)
    return _page(
        "organizer/contest/stage_window.html", edition, stage, typed=dict(zip(TYPED, (*starts, *ends), strict=True))
    )


@blp.route("/organizer/dates/<slug>/<key>", methods=["POST"])
@allow(ORGANIZER)
def move(slug: str, key: str) -> Response | tuple[str, int]:
    """Give the stage the window that was typed, in Beijing time."""
    typed = {name: request.form.get(name, "").strip() for name in TYPED}
    opens = typed_moment(typed["opens_day"], typed["opens_time"])
    closes = typed_moment(typed["closes_day"], typed["closes_time"])
    if opens is None or closes is None:
        problem = {
            "title": _("时间填写不完整"),
            "detail": _("请填写日期和时间，例如 2024-12-06 与 24:00（北京时间）。"),
        }
        return _page("organizer/contest/stage_window.html", *_found(slug, key), typed=typed, problem=problem), 422

    def change(etag: str) -> Edition:
        return EDITIONS.move_stage(slug, key, opens, closes, etag)

    return _done(slug, key, change, "organizer/contest/stage_window.html", typed)


@blp.route("/organizer/dates/<slug>/<key>/closure", methods=["GET"])
@allow(ORGANIZER)
def ask_closure(slug: str, key: str) -> str | Response:
    """What ending a stage now means, before it is done."""
    edition, stage = _found(slug, key)
    if stage_state(stage) != NOW:
        return redirect(url_for("dates.listing", edition=slug), 303)
    return _page("organizer/contest/stage_closure.html", edition, stage)


@blp.route("/organizer/dates/<slug>/<key>/closure", methods=["POST"])
@allow(ORGANIZER)
def close(slug: str, key: str) -> Response | tuple[str, int]:
    """End the stage now."""
    return _done(
        slug, key, lambda etag: EDITIONS.close_stage(slug, key, etag), "organizer/contest/stage_closure.html", {}
    )


def _found(slug: str, key: str) -> tuple[Edition, Stage]:
    edition = next((one for one in own_editions() if one.slug == slug), None) or abort(404)
    return edition, next((stage for stage in edition.stages if stage.key == key), None) or abort(404)


def _done(
    slug: str, key: str, change: Callable[[str], Edition], template: str, typed: dict[str, str]
) -> Response | tuple[str, int]:
    try:
        note_change(change(request.form.get("etag", "")))
    except Refused as refused:
        if refused.status not in SHOWN_AGAIN:
            raise
        return _page(template, *_found(slug, key), typed=typed, problem=refused.problem), refused.status
    flash(_("已更改，所有页面都显示新的时间。本届有草稿或项目的团队负责人、相关阶段的评委会收到消息。"), "success")
    return redirect(url_for("dates.listing", edition=slug), 303)


def _page(template: str, edition: Edition, stage: Stage, **facts: Any) -> str:
    """The page with whom the change concerns; None where the part that knows is away."""
    counted, judged = side_by_side(lambda: _counted(edition.slug), lambda: _judged(edition.slug, stage.key))
    shown: dict[str, Any] = {"typed": {}, "problem": None, **facts}
    etag = counted.etag if counted else ""
    return render_template(template, edition=edition, stage=stage, counted=counted, judged=judged, etag=etag, **shown)


def _counted(slug: str) -> CountedEdition | None:
    return OVERVIEWS.desk(slug).edition


def _judged(slug: str, key: str) -> Counted | None:
    """Score sheets of the stage: how many are assigned, and how many handed in."""
    try:
        stages = JUDGING_OVERVIEWS.desk().stages
    except Problem:
        return None
    own = (stage.total for stage in stages if (stage.edition, stage.key) == (slug, key))
    return next(own, Counted(assigned=0, drafts=0, submitted=0))
