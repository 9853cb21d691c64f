"""The dates of an edition, for organizers: moving one and closing early, each looked over before it is done."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import msgspec
from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug import Response

from chassis import clock
from chassis.http.auth import allow
from chassis.http.client import Refused
from chassis.http.errors import Problem
from contracts.roles import ORGANIZER, OVERSEEING
from gateway.clients.judging.overviews import JUDGING_OVERVIEWS, Counted
from gateway.clients.registration.edition_parts import Stage
from gateway.clients.registration.editions import EDITIONS, Edition
from gateway.clients.registration.window_review import WindowReview
from gateway.clients.service import side_by_side
from gateway.editions.choice import chosen_edition, own_editions
from gateway.editions.lookup import note_change
from gateway.forms.saving import SHOWN_AGAIN
from gateway.shell.timelines import NOW, stage_state
from gateway.shell.times import typed_deadline, typed_moment, typed_start

blp = Blueprint("dates", __name__)
TYPED = ("opens_day", "opens_time", "closes_day", "closes_time")
WINDOW, REVIEW, CLOSURE = (f"organizer/contest/stage_{name}.html" for name in ("window", "review", "closure"))
Window = tuple[datetime, datetime]


@blp.route("/organizer/dates", methods=["GET"])
@allow(*OVERSEEING)
def listing() -> str:
    """Every stage of the chosen edition, and what can be done with each."""
    return render_template("organizer/contest/dates.html", edition=chosen_edition())


@blp.route("/organizer/dates/<slug>/<key>", methods=["GET"])
@allow(ORGANIZER)
def window(slug: str, key: str) -> str:
    """The window of a stage, to be changed; nothing happens before it was looked over."""
    edition, stage = _found(slug, key)
    starts, ends = typed_start(stage.opens_at), typed_deadline(stage.closes_at)
    held = dict(zip(TYPED, (*starts, *ends), strict=True))
    return _form(edition, stage, {name: request.args.get(name, value) for name, value in held.items()})


@blp.route("/organizer/dates/<slug>/<key>/review", methods=["GET"])
@allow(ORGANIZER)
def review(slug: str, key: str) -> str | Response | tuple[str, int]:
    """What the window that was typed would mean, before it is given to the stage."""
    edition, stage = _found(slug, key)
    typed = _typed(request.args)
    asked = _window(typed)
    if asked is None:
        return _form(edition, stage, typed, _unreadable()), 422
    if asked == (stage.opens_at, stage.closes_at):
        flash(_("时间没有改动。"), "info")
        return redirect(url_for("dates.window", slug=slug, key=key), 303)
    try:
        return _look(REVIEW, edition, stage, asked, typed=typed)
    except Refused as refused:
        if refused.status not in SHOWN_AGAIN:
            raise
        return _form(edition, stage, typed, refused.problem), refused.status


@blp.route("/organizer/dates/<slug>/<key>", methods=["POST"])
@allow(ORGANIZER)
def move(slug: str, key: str) -> Response | tuple[str, int]:
    """Give the stage the window that was looked over, in Beijing time."""
    typed = _typed(request.form)
    asked = _window(typed)
    if asked is None:
        return _form(*_found(slug, key), typed, _unreadable()), 422
    try:
        return _done(slug, EDITIONS.move_stage(slug, key, *asked, _etag()))
    except Refused as refused:
        if refused.status not in SHOWN_AGAIN:
            raise
        return _form(*_found(slug, key), typed, refused.problem), refused.status


@blp.route("/organizer/dates/<slug>/<key>/closure", methods=["GET"])
@allow(ORGANIZER)
def ask_closure(slug: str, key: str) -> str | Response:
    """What ending a stage now means, before it is done."""
    edition, stage = _found(slug, key)
    if stage_state(stage) != NOW:
        return redirect(url_for("dates.listing", edition=slug), 303)
    return _look(CLOSURE, edition, stage, (stage.opens_at, clock.now()))


@blp.route("/organizer/dates/<slug>/<key>/closure", methods=["POST"])
@allow(ORGANIZER)
def close(slug: str, key: str) -> Response | tuple[str, int]:
    """End the stage now."""
    try:
        return _done(slug, EDITIONS.close_stage(slug, key, _etag()))
    except Refused as refused:
        if refused.status not in SHOWN_AGAIN:
            raise
        edition, stage = _found(slug, key)
        window = (stage.opens_at, clock.now())
        return _look(CLOSURE, edition, stage, window, problem=refused.problem), refused.status


def _found(slug: str, key: str) -> tuple[Edition, Stage]:
    edition = next((one for one in own_editions() if one.slug == slug), None) or abort(404)
    return edition, next((stage for stage in edition.stages if stage.key == key), None) or abort(404)


def _typed(given: Mapping[str, str]) -> dict[str, str]:
    return {name: given.get(name, "").strip() for name in TYPED}


def _window(typed: Mapping[str, str]) -> Window | None:
    """What was typed, in Beijing time; None where it is no time."""
    opens = typed_moment(typed["opens_day"], typed["opens_time"])
    closes = typed_moment(typed["closes_day"], typed["closes_time"])
    return (opens, closes) if opens and closes else None


def _unreadable() -> dict[str, str]:
    return {
        "title": _("时间填写不完整"),
        "detail": _("请填写日期和时间，例如 2024-12-06 与 24:00（北京时间）。"),
    }


def _etag() -> str:
    return request.form.get("etag", "")


def _done(slug: str, changed: Edition) -> Response:
    note_change(changed)
    flash(_("已更改，所有页面都显示新的时间。本届有草稿或项目的团队负责人、相关阶段的评委会收到消息。"), "success")
    return redirect(url_for("dates.listing", edition=slug), 303)


def _form(edition: Edition, stage: Stage, typed: Mapping[str, str], problem: Mapping[str, Any] | None = None) -> str:
    return render_template(WINDOW, edition=edition, stage=stage, typed=typed, problem=problem)


def _look(template: str, edition: Edition, stage: Stage, window: Window, **facts: Any) -> str:
    """The page that says what the window means and whom it concerns; judged is None where judging is away."""
    looked, judged = side_by_side(lambda: _review(edition, stage, window), lambda: _judged(edition.slug, stage.key))
    then = msgspec.structs.replace(stage, opens_at=window[0], closes_at=window[1])
    shown: dict[str, Any] = {"typed": {}, "problem": None, **facts}
    return render_template(template, edition=edition, stage=stage, then=then, looked=looked, judged=judged, **shown)


def _review(edition: Edition, stage: Stage, window: Window) -> WindowReview:
    return EDITIONS.review_window(edition.slug, stage.key, *window)


def _judged(slug: str, key: str) -> Counted | None:
    """Score sheets of the stage: how many are assigned, and how many handed in."""
    try:
        stages = JUDGING_OVERVIEWS.desk().stages
    except Problem:
        return None
    own = (stage.total for stage in stages if (stage.edition, stage.key) == (slug, key))
    return next(own, Counted(assigned=0, drafts=0, submitted=0))
