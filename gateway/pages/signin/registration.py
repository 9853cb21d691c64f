"""Registering: name and address, then the code that was sent there."""

from typing import Any

from flask import Blueprint, redirect, request, session
from werkzeug import Response

from chassis.http import auth, request_session
from chassis.http.auth import PUBLIC, allow
from chassis.http.errors import Problem
from gateway.accounts.schemas import Registration
from gateway.credentials import limits, registration
from gateway.edge.security import local_path, settings
from gateway.forms import saving
from gateway.forms.form import Filled, loaded, refused
from gateway.pages.signin import attempts, secret_messages
from gateway.pages.signin.account_forms import REGISTRATION
from gateway.shell import access
from gateway.shell.display import language

blp = Blueprint("register", __name__)


@blp.route("/register", methods=["GET"])
@allow(PUBLIC)
def form() -> Response:
    """Who one is, and where the code goes."""
    if auth.identity().known:
        return redirect(access.home_of(auth.identity()), 303)
    if target := local_path(request.args.get("next")):
        session["next"] = target
    return _page(Filled(REGISTRATION, {"contact": request.args.get("contact", "")}))


@blp.route("/register", methods=["POST"])
@allow(PUBLIC)
def ask() -> Response:
    """Send a code. The answer is the same whether or not the address is known here."""
    typed = REGISTRATION.typed(request.form)
    try:
        return _ask(loaded(Registration(), {**typed, "agree": bool(typed.get("agree"))}))
    except Problem as problem:
        return _page(refused(REGISTRATION, typed, problem))


def _ask(person: dict[str, Any]) -> Response:
    own, to = settings(), person["contact"]
    network = limits.Limit(
        limits.key("registrations-network", attempts.network()), own.limit_registrations, attempts.HOUR
    )
    with request_session.database().write() as database:
        limits.spend(database, [network, *attempts.sending_limits(to.value)])
        sending = registration.ask_to_register(
            database, own.secret, to, name=person["name"], locale=language(), following=session.get("next")
        )
    return secret_messages.send_code(sending)


def _page(filled: Filled) -> Response:
    return saving.page("signin/register.html", filled)
