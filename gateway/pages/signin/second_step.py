"""The second step of signing in, for accounts that have one."""

from uuid import UUID

from flask import Blueprint, redirect, request, session, url_for
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session
from werkzeug import Response

from chassis import clock
from chassis.http import request_session
from chassis.http.auth import PUBLIC, allow
from chassis.http.errors import Problem
from gateway.credentials import limits, recovery, second_factor
from gateway.edge.security import settings
from gateway.forms import saving
from gateway.forms.form import Filled, refused
from gateway.pages.signin import attempts, session_start
from gateway.pages.signin.account_forms import AUTHENTICATOR, RECOVERY

blp = Blueprint("second_step", __name__)


class FactorWrong(Problem):
    status = 422
    code = "factor-wrong"
    title = _l("验证码不正确")
    detail = _l("请输入身份验证器当前显示的 6 位数字，每个数字只能使用一次。无法使用时，可以改用恢复码。")


@blp.route("/signin/second", methods=["GET"])
@allow(PUBLIC)
def form() -> Response:
    """The app's code, a passkey, or a recovery code."""
    account_id = waiting()
    return _page(account_id, Filled(AUTHENTICATOR, {})) if account_id else redirect(url_for("signin.form"), 303)


@blp.route("/signin/second", methods=["POST"])
@allow(PUBLIC)
def answer() -> Response:
    """Sign in if the code is right."""
    account_id = waiting()
    if account_id is None:
        return redirect(url_for("signin.form"), 303)
    try:
        with request_session.database().write() as database:
            limits.spend(database, attempts.password_limits(str(account_id)))
        with request_session.database().write() as database:
            if _right(database, account_id):
                return session_start.complete(database, account_id, session["pending"].get("next"))
        raise FactorWrong
    except Problem as problem:
        return _page(account_id, refused(AUTHENTICATOR, {}, problem))


def waiting() -> UUID | None:
    """The account whose first step this browser has taken, as long as that counts."""
    pending = session.get("pending")
    if not pending or pending["until"] <= clock.now().timestamp():
        return None
    return UUID(pending["account"])


def _right(database: Session, account_id: UUID) -> bool:
    secret, code, written = settings().secret, request.form.get("code", ""), request.form.get("recovery", "")
    if written.strip():
        return recovery.use(database, secret, account_id, written)
    return second_factor.check(database, secret, account_id, code)


def _page(account_id: UUID, filled: Filled) -> Response:
    with request_session.database().read() as database:
        factors = second_factor.held(database, account_id)
    return saving.page("signin/second_step.html", filled, factors=factors, recovery=Filled(RECOVERY, {}))
