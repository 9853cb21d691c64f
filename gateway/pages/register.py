"""Registering: name and address, then the code that was sent there."""

from typing import Any

import marshmallow
from flask import Blueprint, redirect, render_template, request, session
from werkzeug import Response

from chassis import auth, web
from chassis.auth import PUBLIC, allow
from chassis.errors import Problem
from chassis.schemas import field_errors
from gateway.accounts import limits, registration
from gateway.accounts.schemas import Registration
from gateway.pages import access, attempts, telling
from gateway.pages.display import language
from gateway.security import local_path, settings

blp = Blueprint("register", __name__)
FIELDS = ("name", "contact", "agree")


@blp.route("/register", methods=["GET"])
@allow(PUBLIC)
def form() -> str | Response:
    """Who one is, and where the code goes."""
    if auth.identity().known:
        return redirect(access.home_of(auth.identity()), 303)
    if target := local_path(request.args.get("next")):
        session["next"] = target
    return _page({"contact": request.args.get("contact", "")})


@blp.route("/register", methods=["POST"])
@allow(PUBLIC)
def ask() -> Response | tuple[str, int, dict[str, str]]:
    """Send a code. The answer is the same whether or not the address is known here."""
    typed = {name: request.form.get(name, "").strip() for name in FIELDS}
    try:
        person = Registration().load({**typed, "agree": bool(typed["agree"])})
    except marshmallow.ValidationError as invalid:
        return _page(typed, errors=field_errors(invalid.messages)), 422, {}
    try:
        return _ask(person)
    except Problem as problem:
        return _page(typed, problem=problem.body()), problem.status, dict(problem.headers)


def _ask(person: dict[str, Any]) -> Response:
    own, to = settings(), person["contact"]
    network = limits.Limit(
        limits.key("registrations-network", attempts.network()), own.limit_registrations, attempts.HOUR
    )
    with web.database().write() as database:
        limits.spend(database, [network, *attempts.sending_limits(to.value)])
        sending = registration.ask_to_register(
            database, own.secret, to, name=person["name"], locale=language(), following=session.get("next")
        )
    return telling.send_code(sending)


def _page(values: dict[str, Any], errors: dict[str, Any] | None = None, problem: dict[str, Any] | None = None) -> str:
    return render_template("signin/register.html", values=values, errors=errors or {}, problem=problem)
