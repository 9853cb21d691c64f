"""Signing in with a password, and setting one."""

from typing import Any

import marshmallow
from flask import Blueprint, flash, redirect, render_template, request, session
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug import Response

from chassis import auth, web
from chassis.auth import PERSON, PUBLIC, allow
from chassis.errors import Problem
from chassis.schemas import field_errors
from gateway.accounts import actions, limits, passwords, visits
from gateway.accounts.schemas import SigninForm
from gateway.pages import access, attempts, entering
from gateway.pages.own_account import account, fresh

blp = Blueprint("password", __name__)


class PasswordWrong(Problem):
    status = 422
    code = "password-wrong"
    title = _l("账号或密码不正确")
    detail = _l("请检查后重试。没有设置过密码或忘记密码，请用验证码登录，登录后可以重新设置。")


@blp.route("/signin/password", methods=["GET"])
@allow(PUBLIC)
def form() -> str:
    """Address and password."""
    return _signin({"contact": request.args.get("contact", "")})


@blp.route("/signin/password", methods=["POST"])
@allow(PUBLIC)
def enter() -> Response | tuple[str, int, dict[str, str]]:
    """Sign in; the answer is the same for a wrong password, none, and no account."""
    typed = {"contact": request.form.get("contact", "").strip()}
    try:
        to = SigninForm().load(typed)["contact"]
    except marshmallow.ValidationError as invalid:
        return _signin(typed, errors=field_errors(invalid.messages)), 422, {}
    try:
        with web.database().write() as database:
            limits.spend(database, attempts.password_limits(to.value))
            found = actions.find_by_identifier(database, to)
            stored = passwords.stored(database, found.id) if found else None
        password = request.form.get("password", "")
        if not passwords.fits(stored, password) or not found or not stored:
            raise PasswordWrong
        renewed = passwords.hashed(password) if passwords.outdated(stored) else None
        with web.database().write() as database:
            if renewed:
                passwords.keep(database, found.id, renewed)
            return entering.begin(database, found.id)
    except Problem as problem:
        return _signin(typed, problem=problem.body()), problem.status, dict(problem.headers)


def _signin(values: dict[str, str], errors: dict[str, Any] | None = None, problem: dict[str, Any] | None = None) -> str:
    waiting = "next" in session
    return render_template("signin/password.html", values=values, errors=errors or {}, problem=problem, waiting=waiting)


@blp.route("/account/password", methods=["GET"])
@allow(PERSON)
@fresh
def choose() -> str:
    """A new password."""
    return _choosing()


@blp.route("/account/password", methods=["POST"])
@allow(PERSON)
@fresh
def change() -> Response | tuple[str, int]:
    """Set it. Every other session ends."""
    with web.database().read() as database:
        own = actions.find_account(database, auth.identity().account_id)
    typed = request.form.get("new_password", "")
    if wrong := passwords.mistakes(typed, own):
        return _choosing({"new_password": [mistake.body() for mistake in wrong]}), 422
    hashed = passwords.hashed(typed)
    passwords.change(web.session(), own.id, hashed)
    visits.end_others(web.session(), own.id, access.session_secret())
    flash(_("密码已设置，其他设备上的登录已退出。"), "success")
    return redirect("/account", 303)


@blp.route("/account/password/removal", methods=["POST"])
@allow(PERSON)
@fresh
def remove() -> Response:
    """Do without a password again."""
    passwords.remove(web.session(), auth.identity().account_id)
    flash(_("密码已取消，今后用验证码登录。"), "success")
    return redirect("/account", 303)


def _choosing(errors: dict[str, Any] | None = None) -> str:
    own = account()
    known = passwords.stored(web.session(), own.id) is not None
    return render_template(
        "account/password.html", account=own, known=known, errors=errors or {}, least=passwords.LEAST
    )
