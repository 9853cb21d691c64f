"""Changing one's e-mail address or mobile number."""

from uuid import UUID

from flask import Blueprint, flash, redirect, request, session, url_for
from flask_babel import gettext as _
from werkzeug import Response

from chassis.http import auth, request_session
from chassis.http.auth import PERSON, allow
from chassis.http.errors import Problem
from gateway.accounts.identifiers import identifier
from gateway.accounts.schemas import SigninForm
from gateway.credentials import codes, contacts, limits
from gateway.credentials.models import OneTimeCode
from gateway.edge.security import settings
from gateway.forms import saving
from gateway.forms.form import Filled, loaded, refused
from gateway.pages.account.profile import account, freshly_signed_in
from gateway.pages.signin import attempts, secret_messages
from gateway.pages.signin.account_forms import CODE, NEW_CONTACT

blp = Blueprint("contact", __name__)
CHANGING = "changing"
"""Where the browser's own cookie holds which code confirms the new address."""


@blp.route("/account/contact", methods=["GET"])
@allow(PERSON)
@freshly_signed_in
def form() -> Response:
    """The new address or number."""
    return _asking(Filled(NEW_CONTACT, {}))


@blp.route("/account/contact", methods=["POST"])
@allow(PERSON)
@freshly_signed_in
def ask() -> Response:
    """Send a code to the new address."""
    typed, own = NEW_CONTACT.typed(request.form), auth.identity().account_id
    try:
        to = loaded(SigninForm(), typed)["contact"]
        with request_session.database().write() as database:
            attempts.spend_on_letter(database, to)
            sending = contacts.ask_to_change(database, settings().secret, own, to)
        secret_messages.send(sending)
    except limits.TooMany as problem:
        return _asking(refused(NEW_CONTACT, typed, limits.TooMany(problem.seconds)))
    except Problem as problem:
        return _asking(refused(NEW_CONTACT, typed, problem))
    session[CHANGING] = str(sending.code_id)
    return redirect(url_for("contact.confirm"), 303)


@blp.route("/account/contact/code", methods=["GET"])
@allow(PERSON)
def confirm() -> Response:
    """The code that was sent to the new address."""
    row = _changing()
    return _confirming(row, Filled(CODE, {})) if row and not row.used_at else redirect(url_for("profile.show"), 303)


@blp.route("/account/contact/code", methods=["POST"])
@allow(PERSON)
def take_over() -> Response:
    """Take the new address over, and tell the one before it."""
    row = _changing()
    if row is None or row.account_id != auth.identity().account_id:
        return redirect(url_for("profile.show"), 303)
    try:
        with request_session.database().write() as database:
            tried = attempts.trying_limits(database, identifier(row.address))
            limits.check(database, tried)
            outcome = codes.claim(database, settings().secret, row.id, request.form.get("code", ""))
            if isinstance(outcome, Problem):
                limits.count(database, tried)
            else:
                before = contacts.settle_change(database, outcome)
    except Problem as problem:
        return _confirming(row, refused(CODE, {}, problem))
    if isinstance(outcome, Problem):
        return _confirming(row, refused(CODE, {}, outcome))
    if before:
        secret_messages.notice("contact.replaced", auth.identity(), before)
    session.pop(CHANGING, None)
    flash(_("已改用 %(address)s。", address=identifier(row.address).masked), "success")
    return redirect(url_for("profile.show"), 303)


@blp.route("/account/contact/mobile/removal", methods=["POST"])
@allow(PERSON)
@freshly_signed_in
def remove_mobile() -> Response:
    """Do without the mobile number."""
    contacts.remove_mobile(request_session.session(), auth.identity().account_id)
    flash(_("手机号已删除。"), "success")
    return redirect(url_for("profile.show"), 303)


def _changing() -> OneTimeCode | None:
    asked = session.get(CHANGING)
    with request_session.database().read() as database:
        return codes.find(database, UUID(asked)) if asked else None


def _asking(filled: Filled) -> Response:
    return saving.page("account/contact.html", filled, account=account())


def _confirming(row: OneTimeCode, filled: Filled) -> Response:
    return saving.page(
        "account/contact_code.html",
        filled,
        to=identifier(row.address),
        folder=session.get(secret_messages.FOLDER),
        minutes=codes.MINUTES,
    )
