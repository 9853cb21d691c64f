"""Where one is signed in, and signing out there."""

from datetime import timedelta
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug import Response

from chassis.http import auth, request_session
from chassis.http.auth import PERSON, allow
from gateway.accounts import visits
from gateway.accounts.sessions import digest
from gateway.credentials import devices
from gateway.edge.security import settings
from gateway.shell import access

blp = Blueprint("sessions", __name__)


@blp.route("/account/sessions", methods=["GET"])
@allow(PERSON)
def listing() -> str:
    """Every browser that is signed in, the one used last first."""
    idle = timedelta(hours=settings().session_idle_hours)
    found = visits.current(request_session.session(), auth.identity().account_id, idle=idle)
    here = digest(access.session_secret())
    return render_template("account/sessions.html", sessions=found, here=here, name_of=devices.name_of)


@blp.route("/account/sessions/<uuid:session_id>/end", methods=["POST"])
@allow(PERSON)
def end(session_id: UUID) -> Response:
    """Sign one browser out."""
    visits.end_one(request_session.session(), auth.identity().account_id, session_id)
    flash(_("该设备已退出登录。"), "success")
    return redirect(url_for("sessions.listing"), 303)


@blp.route("/account/sessions/end", methods=["POST"])
@allow(PERSON)
def end_others() -> Response:
    """Sign every other browser out."""
    visits.end_others(request_session.session(), auth.identity().account_id, access.session_secret())
    flash(_("其他设备均已退出登录。"), "success")
    return redirect(url_for("sessions.listing"), 303)
