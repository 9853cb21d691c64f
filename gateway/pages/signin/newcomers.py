"""Registering: whoever is new says a name, once the code has shown that the address is theirs."""

from uuid import UUID

from flask import Blueprint, redirect, request, session, url_for
from werkzeug import Response

from chassis.http import auth, request_session
from chassis.http.auth import PUBLIC, allow
from chassis.http.errors import Problem
from gateway.accounts.identifiers import identifier
from gateway.accounts.schemas import Registration
from gateway.credentials import codes, limits, registration
from gateway.credentials.models import OneTimeCode
from gateway.forms import saving
from gateway.forms.form import Filled, loaded, refused
from gateway.pages.signin import attempts, session_start
from gateway.pages.signin.account_forms import REGISTRATION
from gateway.shell import access
from gateway.shell.display import language

blp = Blueprint("newcomers", __name__)
PROVEN = "proven"
"""Where the browser's own cookie holds which code came back from an address without an account."""


@blp.route("/signin/name", methods=["GET"])
@allow(PUBLIC)
def form() -> Response:
    """Who one is, and what one agrees to."""
    if auth.identity().known:
        return redirect(access.home_of(auth.identity()), 303)
    row = _proven()
    return _page(row, Filled(REGISTRATION, {})) if row else redirect(url_for("signin.form"), 303)


@blp.route("/signin/name", methods=["POST"])
@allow(PUBLIC)
def register() -> Response:
    """Make the account and sign in."""
    row = _proven()
    if row is None:
        return redirect(url_for("signin.form"), 303)
    typed = REGISTRATION.typed(request.form)
    try:
        person = loaded(Registration(), {**typed, "agree": bool(typed.get("agree"))})
        with request_session.database().write() as database:
            limits.spend(database, attempts.registration_limits())
            kept = database.merge(row, load=False)
            account = registration.register(database, kept, name=person["name"], language=language())
            return session_start.begin(database, account.id, codes.facts_of(kept).get("next"))
    except Problem as problem:
        return _page(row, refused(REGISTRATION, typed, problem))


def _proven() -> OneTimeCode | None:
    known = session.get(PROVEN)
    if not known:
        return None
    with request_session.database().read() as database:
        return registration.awaiting_name(database, UUID(known))


def _page(row: OneTimeCode, filled: Filled) -> Response:
    return saving.page("signin/name.html", filled, to=identifier(row.address))
