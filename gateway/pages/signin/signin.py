"""Signing in and registering: by a code sent to one's address, or by a link one was given; and signing out."""

from flask import Blueprint, redirect, render_template, request, session, url_for
from werkzeug import Response

from chassis.http import request_session
from chassis.http.auth import PUBLIC, allow
from chassis.http.errors import Problem
from gateway.accounts import sessions
from gateway.accounts.schemas import SigninForm
from gateway.credentials import registration
from gateway.edge.security import local_path, settings
from gateway.forms import saving
from gateway.forms.form import Filled, loaded, refused
from gateway.pages.signin import attempts, secret_messages, session_start
from gateway.pages.signin.account_forms import SIGNIN
from gateway.shell import access
from gateway.shell.display import language

blp = Blueprint("signin", __name__)


@blp.route("/signin", methods=["GET"])
@allow(PUBLIC)
def form() -> Response:
    """Where the code goes."""
    if target := local_path(request.args.get("next")):
        session["next"] = target
    return page(Filled(SIGNIN, {"contact": request.args.get("contact", "")}))


@blp.route("/signin", methods=["POST"])
@allow(PUBLIC)
def ask() -> Response:
    """Send a code. The answer is the same whether or not the address is known here."""
    typed = SIGNIN.typed(request.form)
    try:
        to = loaded(SigninForm(), typed)["contact"]
        with request_session.database().write() as database:
            attempts.spend_on_letter(database, to)
            sending = registration.ask(
                database, settings().secret, to, locale=language(), following=session.get("next")
            )
        return secret_messages.send_code(sending)
    except Problem as problem:
        return page(refused(SIGNIN, typed, problem))


def page(filled: Filled) -> Response:
    """The page on which to sign in, with what was typed and what is wrong with it."""
    return saving.page("signin/ask.html", filled, waiting="next" in session, asked=secret_messages.ASKED in session)


@blp.route("/signin/<token>", methods=["GET"])
@allow(PUBLIC)
def link(token: str) -> str:
    """Ask for a click before the link is used up: mail scanners open links, they press no buttons."""
    sessions.look_at_link(request_session.session(), token)
    return render_template("signin/link.html", token=token)


@blp.route("/signin/<token>", methods=["POST"])
@allow(PUBLIC)
def enter(token: str) -> Response:
    """Use up the link and start a session; an earlier session of this browser ends."""
    return session_start.begin(request_session.session(), sessions.use_link(request_session.session(), token))


@blp.route("/signout", methods=["POST"])
@allow(PUBLIC)
def leave() -> Response:
    """End the session of this browser."""
    if secret := access.session_secret():
        sessions.sign_out(request_session.session(), secret)
    session.clear()
    response = redirect(url_for("home.front"), 303)
    response.delete_cookie(access.SESSION_COOKIE)
    return response
