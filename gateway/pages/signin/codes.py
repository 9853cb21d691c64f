"""Typing in the code that was sent, or opening the link beside it."""

from uuid import UUID

from flask import Blueprint, redirect, render_template, request, session, url_for
from sqlalchemy.orm import Session
from werkzeug import Response

from chassis.http import auth, request_session
from chassis.http.auth import PUBLIC, allow
from chassis.http.errors import Problem
from gateway.accounts.identifiers import identifier
from gateway.credentials import codes, limits, registration
from gateway.credentials.models import OneTimeCode
from gateway.edge.security import settings
from gateway.forms import saving
from gateway.forms.form import Filled, refused
from gateway.pages.signin import attempts, newcomers, secret_messages, session_start
from gateway.pages.signin.account_forms import CODE
from gateway.shell import access

blp = Blueprint("codes", __name__)


@blp.route("/signin/code", methods=["GET"])
@allow(PUBLIC)
def form() -> Response:
    """Where the code was sent, and a field for it."""
    row = _asked(request_session.session())
    if auth.identity().known and (row is None or row.used_at):
        return redirect(access.home_of(auth.identity()), 303)
    if row is None:
        return redirect(url_for("signin.form"), 303)
    if session.get(newcomers.PROVEN) == str(row.id):
        return redirect(url_for("newcomers.form"), 303)
    over = codes.CodeOver().body() if row.used_at else None
    return _page(row, Filled(CODE, {}, problem=over))


@blp.route("/signin/code", methods=["POST"])
@allow(PUBLIC)
def answer() -> Response:
    """Sign in with the code, or say what is wrong with it."""
    with request_session.database().write() as database:
        row = _asked(database)
        if row is None:
            return redirect(url_for("signin.form"), 303)
        tried = attempts.trying_limits(database, identifier(row.address))
        try:
            limits.check(database, tried)
        except limits.TooMany as problem:
            return _refused(row, attempts.LinkAlone(problem.seconds))
        outcome = codes.claim(database, settings().secret, row.id, request.form.get("code", ""))
        if isinstance(outcome, OneTimeCode):
            return _enter(database, outcome)
        limits.count(database, tried)
    if row.used_at:  # pressed twice: by now the first answer has arrived, and with it the session
        return redirect(url_for("codes.form"), 303)
    return _refused(row, outcome)


@blp.route("/signin/code/again", methods=["POST"])
@allow(PUBLIC)
def again() -> Response:
    """Send a fresh code to the same address."""
    with request_session.database().read() as reading:
        row = _asked(reading)
    if row is None:
        return redirect(url_for("signin.form"), 303)
    try:
        with request_session.database().write() as database:
            attempts.spend_on_letter(database, identifier(row.address))
            sending = registration.ask_again(database, settings().secret, row.id)
        return secret_messages.send_code(sending) if sending else redirect(url_for("signin.form"), 303)
    except Problem as problem:
        return _refused(row, problem)


@blp.route("/signin/code/<uuid:code_id>/<token>", methods=["GET"])
@allow(PUBLIC)
def link(code_id: UUID, token: str) -> str:
    """Ask for a click before the link is used up: mail scanners open links, they press no buttons."""
    codes.look_at_link(request_session.session(), settings().secret, code_id, token)
    return render_template("signin/link.html")


@blp.route("/signin/code/<uuid:code_id>/<token>", methods=["POST"])
@allow(PUBLIC)
def follow(code_id: UUID, token: str) -> Response:
    """Sign in with the link."""
    return _enter(
        request_session.session(), codes.claim_link(request_session.session(), settings().secret, code_id, token)
    )


def _enter(database: Session, row: OneTimeCode) -> Response:
    account = registration.account_of(database, row)
    if account:
        return session_start.begin(database, account.id, codes.facts_of(row).get("next"))
    session[newcomers.PROVEN] = str(row.id)
    return redirect(url_for("newcomers.form"), 303)


def _asked(database: Session) -> OneTimeCode | None:
    """The code this browser asked for last."""
    asked = session.get(secret_messages.ASKED)
    return codes.find(database, UUID(asked)) if asked else None


def _refused(row: OneTimeCode, problem: Problem) -> Response:
    return _page(row, refused(CODE, {}, problem))


def _page(row: OneTimeCode, filled: Filled) -> Response:
    return saving.page(
        "signin/code.html",
        filled,
        to=identifier(row.address),
        folder=session.get(secret_messages.FOLDER),
        minutes=codes.MINUTES,
    )
