"""Changing one's e-mail address or mobile number."""

from typing import Any
from uuid import UUID

import marshmallow
from flask import Blueprint, flash, redirect, render_template, request, session
from flask_babel import gettext as _
from werkzeug import Response

from chassis import auth, web
from chassis.auth import PERSON, allow
from chassis.errors import Problem
from chassis.schemas import field_errors
from gateway.accounts import codes, contacts, limits
from gateway.accounts.identifiers import identifier
from gateway.accounts.proofs import OneTimeCode
from gateway.accounts.schemas import SigninForm
from gateway.pages import attempts, telling
from gateway.pages.own_account import account, fresh
from gateway.security import settings

blp = Blueprint("contact", __name__)
CHANGING = "changing"
"""Where the browser's own cookie holds which code confirms the new address."""


@blp.route("/account/contact", methods=["GET"])
@allow(PERSON)
@fresh
def form() -> str:
    """The new address or number."""
    return _asking({"contact": ""})


@blp.route("/account/contact", methods=["POST"])
@allow(PERSON)
@fresh
def ask() -> Response | tuple[str, int, dict[str, str]]:
    """Send a code to the new address."""
    typed = {"contact": request.form.get("contact", "").strip()}
    try:
        to = SigninForm().load(typed)["contact"]
    except marshmallow.ValidationError as invalid:
        return _asking(typed, errors=field_errors(invalid.messages)), 422, {}
    own = auth.identity().account_id
    try:
        with web.database().write() as database:
            limits.spend(database, attempts.sending_limits(to.value))
            sending = contacts.ask_to_change(database, settings().secret, own, to)
        telling.send(sending)
    except Problem as problem:
        return _asking(typed, problem=problem.body()), problem.status, dict(problem.headers)
    session[CHANGING] = str(sending.code_id)
    return redirect("/account/contact/code", 303)


@blp.route("/account/contact/code", methods=["GET"])
@allow(PERSON)
def confirm() -> str | Response:
    """The code that was sent to the new address."""
    row = _changing()
    return _confirming(row) if row and not row.used_at else redirect("/account", 303)


@blp.route("/account/contact/code", methods=["POST"])
@allow(PERSON)
def take_over() -> Response | tuple[str, int, dict[str, str]]:
    """Take the new address over, and tell the one before it."""
    row = _changing()
    if row is None or row.account_id != auth.identity().account_id:
        return redirect("/account", 303)
    tried = attempts.trying_limits(row.address)
    try:
        with web.database().write() as database:
            limits.check(database, tried)
            outcome = codes.claim(database, settings().secret, row.id, request.form.get("code", ""))
            if isinstance(outcome, Problem):
                limits.count(database, tried)
            else:
                before = contacts.settle_change(database, outcome)
    except Problem as problem:
        return _confirming(row, problem.body()), problem.status, dict(problem.headers)
    if isinstance(outcome, Problem):
        return _confirming(row, outcome.body()), outcome.status, {}
    if before:
        telling.notice("contact.replaced", auth.identity(), before)
    session.pop(CHANGING, None)
    flash(_("已改用 %(address)s。", address=identifier(row.address).masked), "success")
    return redirect("/account", 303)


@blp.route("/account/contact/mobile/removal", methods=["POST"])
@allow(PERSON)
@fresh
def remove_mobile() -> Response:
    """Do without the mobile number."""
    contacts.remove_mobile(web.session(), auth.identity().account_id)
    flash(_("手机号已删除。"), "success")
    return redirect("/account", 303)


def _changing() -> OneTimeCode | None:
    asked = session.get(CHANGING)
    with web.database().read() as database:
        return codes.find(database, UUID(asked)) if asked else None


def _asking(values: dict[str, str], errors: dict[str, Any] | None = None, problem: dict[str, Any] | None = None) -> str:
    return render_template(
        "account/contact.html", account=account(), values=values, errors=errors or {}, problem=problem
    )


def _confirming(row: OneTimeCode, problem: dict[str, Any] | None = None) -> str:
    return render_template(
        "account/contact_code.html",
        to=identifier(row.address),
        problem=problem,
        folder=session.get(telling.KEPT),
        minutes=int(codes.LIFE.total_seconds() // 60),
    )
