"""Volunteer events: shifts with places left, joining, leaving, the waiting list."""

from uuid import UUID

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug import Response

from chassis.http.auth import PUBLIC, allow
from chassis.http.client import Refused
from chassis.storage import ids
from contracts.roles import VOLUNTEER
from gateway.clients.registration.outreach import OUTREACH, Clash, Signup
from gateway.forms.pressing import tell
from gateway.pages.public.face import structured
from gateway.shell.display import named
from gateway.shell.times import passed

blp = Blueprint("shifts", __name__)


@blp.route("/volunteer", methods=["GET"])
@allow(PUBLIC)
def events() -> str:
    """Events with their shifts; a volunteer sees own signups and can join or leave."""
    found = OUTREACH.volunteering()
    return render_template(
        "volunteer/events.html",
        events=found.events,
        signups=[one for one in found.signups if not passed(one.ends_at)],
        over=[one for one in reversed(found.signups) if passed(one.ends_at)],
    )


@blp.route("/volunteer/<slug>", methods=["GET"])
@allow(PUBLIC)
def event(slug: str) -> str:
    """One event with its shifts, for whoever was given its address."""
    try:
        found = OUTREACH.event(slug)
    except Refused as refused:
        if refused.status == 404:
            abort(404)
        raise
    facts = structured.standing_alone(structured.outreach_event(found))
    return render_template("volunteer/event.html", event=found, facts=facts)


@blp.route("/volunteer/shifts/<uuid:shift_id>/signup", methods=["POST"])
@allow(VOLUNTEER)
def join(shift_id: UUID) -> Response:
    """Sign up for a shift: a place, or a position on the waiting list. Pressing twice does it once, as nobody signs up
    twice; a key kept by the page would also give an old answer to whoever left meanwhile and comes back."""
    shown = url_for("shifts.events", _anchor=f"shift-{shift_id}")
    try:
        signup = OUTREACH.sign_up(shift_id, str(ids.new_id()))
    except Refused as refused:
        return _explain(refused, shown)
    flash(" ".join(_joined(signup)), "success" if signup.state == "confirmed" else "warning")
    return redirect(shown, 303)


@blp.route("/volunteer/signups/<uuid:signup_id>/cancellation", methods=["POST"])
@allow(VOLUNTEER)
def leave(signup_id: UUID) -> Response:
    """Give up the place or leave the waiting list."""
    shown = url_for("shifts.events")
    try:
        OUTREACH.cancel(signup_id)
    except Refused as refused:
        return _explain(refused, shown)
    flash(_("已取消报名。"), "success")
    return redirect(shown, 303)


def _joined(signup: Signup) -> list[str]:
    """What came of it, and what it means for other lines the person waits in."""
    if signup.state == "confirmed":
        said = [_("报名成功：%(post)s。", post=named(signup, "post"))]
        return said + [
            _("您在“%(event)s”的“%(post)s”的候补与此时间冲突，保留本班次期间不会递补。", **_named(one))
            for one in signup.clashes
        ]
    said = [
        _(
            "名额已满，您在候补第 %(position)d 位。有人退出且您当时没有其他班次时，按顺序自动递补并通知您。",
            position=signup.position or 0,
        )
    ]
    return said + [
        _("与您候补中的“%(event)s”的“%(post)s”时间冲突：先递补的一个保留，另一个不再递补。", **_named(one))
        for one in signup.clashes
    ]


def _named(clash: Clash) -> dict[str, str]:
    return {"event": named(clash, "event"), "post": named(clash, "post")}


def _explain(refused: Refused, target: str) -> Response:
    """Back to the shifts, with the service's sentence on top, where it is about this shift."""
    tell(refused, among={409})
    return redirect(target, 303)
