"""Volunteer events: shifts with places left, joining, leaving, the waiting list."""

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template
from flask_babel import gettext as _
from werkzeug import Response

from chassis.http import auth
from chassis.http.auth import PUBLIC, allow
from chassis.http.client import Refused
from chassis.storage import ids
from contracts.roles import VOLUNTEER
from gateway.clients import calls
from gateway.pages.account import home
from gateway.shell.display import named

blp = Blueprint("volunteers", __name__)
PAGE = "/volunteer"


@blp.route("/volunteer", methods=["GET"])
@allow(PUBLIC)
def events() -> str:
    """Events with their shifts; a volunteer sees own signups and can join or leave."""
    found = calls.read_all(calls.REGISTRATION, "/events")
    coming, over = home.own_signups() if auth.identity().has(VOLUNTEER) else ([], [])
    return render_template("volunteers/events.html", events=found, signups=coming, over=over)


@blp.route("/volunteer/shifts/<uuid:shift_id>/signup", methods=["POST"])
@allow(VOLUNTEER)
def join(shift_id: UUID) -> Response:
    """Sign up for a shift: a place, or a position on the waiting list. Pressing twice does it once, as nobody signs up
    twice; a key kept by the page would also give an old answer to whoever left meanwhile and comes back."""
    headers = {"Idempotency-Key": str(ids.new_id())}
    try:
        signup = calls.call(calls.REGISTRATION, "POST", f"/shifts/{shift_id}/signups", headers=headers).json()
    except Refused as refused:
        return _explain(refused, f"{PAGE}#shift-{shift_id}")
    if signup["state"] == "confirmed":
        flash(_("报名成功：%(post)s。", post=named(signup, "post")), "success")
    else:
        flash(
            _("名额已满，您在候补第 %(position)d 位。有人退出时会自动递补并通知您。", position=signup["position"]),
            "warning",
        )
    return redirect(f"{PAGE}#shift-{shift_id}", 303)


@blp.route("/volunteer/signups/<uuid:signup_id>/cancellation", methods=["POST"])
@allow(VOLUNTEER)
def leave(signup_id: UUID) -> Response:
    """Give up the place or leave the waiting list."""
    try:
        calls.call(calls.REGISTRATION, "DELETE", f"/signups/{signup_id}")
    except Refused as refused:
        return _explain(refused, PAGE)
    flash(_("已取消报名。"), "success")
    return redirect(PAGE, 303)


def _explain(refused: Refused, target: str) -> Response:
    """Back to the shifts, with the service's sentence on top, where it is about this shift."""
    if refused.status != 409:
        raise refused
    flash(calls.sentence(refused), "danger")
    return redirect(target, 303)
