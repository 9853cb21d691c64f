"""Signing in with a password, and setting one."""

from flask import Blueprint, flash, redirect, request, session, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug import Response

from chassis.http import auth, request_session
from chassis.http.auth import PERSON, PUBLIC, allow
from chassis.http.errors import Invalid, Problem
from gateway.accounts import actions, visits
from gateway.accounts.schemas import SigninForm
from gateway.credentials import limits, passwords
from gateway.forms import saving
from gateway.forms.form import Filled, loaded, refused
from gateway.pages.account.profile import account, freshly_signed_in
from gateway.pages.signin import attempts, session_start
from gateway.pages.signin.account_forms import NEW_PASSWORD, PASSWORD
from gateway.shell import access

blp = Blueprint("password", __name__)


class PasswordWrong(Problem):
    status = 422
    code = "password-wrong"
    title = _l("账号或密码不正确")
    detail = _l("请检查后重试。没有设置过密码或忘记密码，请用验证码登录，登录后可以重新设置。")


class PasswordUnfit(Invalid):
    detail = _l("密码不会显示，请重新填写。")


@blp.route("/signin/password", methods=["GET"])
@allow(PUBLIC)
def form() -> Response:
    """Address and password."""
    return _signin(Filled(PASSWORD, {"contact": request.args.get("contact", "")}))


@blp.route("/signin/password", methods=["POST"])
@allow(PUBLIC)
def enter() -> Response:
    """Sign in; the answer is the same for a wrong password, none, and no account."""
    typed = PASSWORD.typed(request.form)
    try:
        to = loaded(SigninForm(), {"contact": typed.get("contact", "")})["contact"]
        with request_session.database().write() as database:
            limits.spend(database, attempts.password_limits(to.value))
            found = actions.find_by_identifier(database, to)
            stored = passwords.stored(database, found.id) if found else None
        password = typed.get("password", "")
        if not passwords.fits(stored, password) or not found or not stored:
            raise PasswordWrong
        renewed = passwords.hashed(password) if passwords.outdated(stored) else None
        with request_session.database().write() as database:
            if renewed:
                passwords.keep(database, found.id, renewed)
            return session_start.begin(database, found.id)
    except Problem as problem:
        return _signin(refused(PASSWORD, typed, problem))


def _signin(filled: Filled) -> Response:
    return saving.page("account/signin.html", filled, waiting="next" in session)


@blp.route("/account/password", methods=["GET"])
@allow(PERSON)
@freshly_signed_in
def choose() -> Response:
    """A new password."""
    return _choosing(Filled(NEW_PASSWORD, {}))


@blp.route("/account/password", methods=["POST"])
@allow(PERSON)
@freshly_signed_in
def change() -> Response:
    """Set it. Every other session ends."""
    with request_session.database().read() as database:
        own = actions.find_account(database, auth.identity().account_id)
    typed = request.form.get("new_password", "")
    if wrong := passwords.mistakes(typed, own):
        errors = {"new_password": [mistake.body() for mistake in wrong]}
        return _choosing(refused(NEW_PASSWORD, {}, PasswordUnfit(errors)))
    hashed = passwords.hashed(typed)
    passwords.change(request_session.session(), own.id, hashed)
    visits.end_others(request_session.session(), own.id, access.session_secret())
    flash(_("密码已设置，其他设备上的登录已退出。"), "success")
    return redirect(url_for("profile.show"), 303)


@blp.route("/account/password/removal", methods=["POST"])
@allow(PERSON)
@freshly_signed_in
def remove() -> Response:
    """Do without a password again."""
    passwords.remove(request_session.session(), auth.identity().account_id)
    flash(_("密码已取消，今后用验证码登录。"), "success")
    return redirect(url_for("profile.show"), 303)


def _choosing(filled: Filled) -> Response:
    own = account()
    known = passwords.stored(request_session.session(), own.id) is not None
    return saving.page("account/password.html", filled, account=own, known=known, least=passwords.LEAST)
