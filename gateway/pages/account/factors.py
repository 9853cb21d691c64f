"""Setting up the second step of signing in; the reminder, and the end of patience, for those who need one."""

import math
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from flask import Blueprint, Flask, current_app, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from markupsafe import Markup
from werkzeug import Response

from chassis import clock
from chassis.http import auth, request_session
from chassis.http.auth import PERSON, allow
from chassis.http.errors import Forbidden
from chassis.lazy import Lazy
from contracts.roles import ADMIN
from gateway.accounts import actions, visits
from gateway.credentials import grace, recovery, second_factor
from gateway.edge.security import settings, wants_json
from gateway.forms import saving
from gateway.forms.form import Filled, refused
from gateway.pages.account.profile import account, freshly_signed_in
from gateway.pages.signin.account_forms import NEW_AUTHENTICATOR
from gateway.pages.signin.second_step import FactorWrong
from gateway.shell import access

if TYPE_CHECKING:
    import segno
else:
    segno = Lazy("segno")

blp = Blueprint("factors", __name__)
OPEN = {"profile", "own_data", "consents", "contact", "factors", "passkeys", "password", "sessions"}
"""Blueprints that stay open to whoever still has to set up a second step, besides those that are open to anybody."""
HOME = "/account/second-factor"


class SecondFactorNeeded(Forbidden):
    code = "second-factor-needed"
    title = _l("请先设置两步验证")
    detail = _l("您的角色需要两步验证。请打开“我的账号”设置后继续。")


@blp.route(HOME, methods=["GET"])
@allow(PERSON)
@freshly_signed_in
def show() -> str:
    """What one has, and what can be added."""
    own = auth.identity()
    factors = second_factor.held(request_session.session(), own.account_id)
    return render_template("account/factors.html", factors=factors, needed=own.has_any(grace.REQUIRED))


@blp.route(f"{HOME}/authenticator", methods=["POST"])
@allow(PERSON)
@freshly_signed_in
def begin() -> Response:
    """A QR code for the app, and a field for its first code."""
    return _setting_up(Filled(NEW_AUTHENTICATOR, {}))


def _setting_up(filled: Filled) -> Response:
    own = account()
    if second_factor.held(request_session.session(), own.id).authenticator:
        return redirect(url_for("factors.show"), 303)
    seed = second_factor.pending_seed(request_session.session(), settings().secret, own.id)
    address = second_factor.address_of(seed, own.email or own.mobile or own.name)
    image = segno.make(address, error="m").svg_inline(scale=5, border=3, light="white")
    groups = " ".join(seed[at : at + 4] for at in range(0, len(seed), 4))
    return saving.page("account/authenticator.html", filled, image=Markup(image), seed=groups)  # noqa: S704  # drawn by segno, holds no text


@blp.route(f"{HOME}/authenticator/confirmation", methods=["POST"])
@allow(PERSON)
@freshly_signed_in
def confirm() -> Response | str:
    """Take the app into use if its code is right. Other sessions end."""
    own, session = auth.identity().account_id, request_session.session()
    if second_factor.held(session, own).authenticator:
        return redirect(url_for("factors.show"), 303)
    if not second_factor.confirm(session, settings().secret, own, request.form.get("code", "")):
        return _setting_up(refused(NEW_AUTHENTICATOR, {}, FactorWrong()))
    return added(own)


def added(own: UUID) -> Response | str:
    """After a first factor the recovery codes are shown, once; after a further one the list."""
    visits.end_others(request_session.session(), own, access.session_secret())
    if second_factor.held(request_session.session(), own).recovery:
        flash(_("两步验证方式已添加。"), "success")
        return redirect(url_for("factors.show"), 303)
    return _recovery(own)


@blp.route(f"{HOME}/authenticator/removal", methods=["POST"])
@allow(PERSON)
@freshly_signed_in
def remove() -> Response:
    """Do without the app."""
    second_factor.remove_authenticator(request_session.session(), auth.identity().account_id)
    visits.end_others(request_session.session(), auth.identity().account_id, access.session_secret())
    flash(_("身份验证器已移除。"), "success")
    return redirect(url_for("factors.show"), 303)


@blp.route(f"{HOME}/recovery", methods=["POST"])
@allow(PERSON)
@freshly_signed_in
def fresh_sheet() -> Response | str:
    """A new sheet of recovery codes, shown once."""
    own = auth.identity().account_id
    return (
        _recovery(own)
        if second_factor.needed(request_session.session(), own)
        else redirect(url_for("factors.show"), 303)
    )


def _recovery(own: UUID) -> str:
    codes = recovery.fresh_sheet(request_session.session(), settings().secret, own)
    return render_template("account/recovery.html", codes=codes)


@blp.route("/organizer/people/<uuid:account_id>/second-factor", methods=["GET"])
@allow(ADMIN, everywhere=True)
def ask_to_reset(account_id: UUID) -> str:
    """Whose second step is to be taken away, and what that means."""
    person = actions.find_account(request_session.session(), account_id)
    return render_template("account/reset_factor.html", person=person)


@blp.route("/organizer/people/<uuid:account_id>/second-factor", methods=["POST"])
@allow(ADMIN, everywhere=True)
def reset(account_id: UUID) -> Response:
    """Take it away, for somebody who lost it; on record, and they are told. Their sessions end."""
    person = actions.find_account(request_session.session(), account_id)
    second_factor.reset(request_session.session(), person.id, actor=auth.identity().account_id)
    visits.end_others(request_session.session(), person.id, None)
    flash(_("已重置 %(name)s 的两步验证，并已通知本人。", name=person.name), "success")
    return redirect(url_for("people.accounts"), 303)


def _insist() -> Response | None:
    """Once the time is over, only the pages on which to set it up are open."""
    ends: datetime | None = g.get("factor_due")
    if ends is None or ends > clock.now():
        return None
    if request.blueprint in OPEN and not request.path.startswith("/organizer"):
        return None
    view = current_app.view_functions.get(request.endpoint or "")
    if view is None or auth.PUBLIC in getattr(view, "allowed_roles", (auth.PUBLIC,)):
        return None
    if request.method == "GET" and not wants_json():
        return redirect(url_for("factors.show"), 303)
    raise SecondFactorNeeded


def _days_left() -> int | None:
    """Days until a second step is required of the person; None where it is not."""
    ends: datetime | None = g.get("factor_due")
    return None if ends is None else max(0, math.ceil((ends - clock.now()).total_seconds() / 86400))


def init_app(app: Flask) -> None:
    """Remind people who need a second step, and stop them when their time is over. After `access`."""
    app.before_request(_insist)
    app.jinja_env.globals["factor_days"] = _days_left
