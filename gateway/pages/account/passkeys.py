"""Adding passkeys, and signing in with one. The only pages here that need script: browsers offer no other way."""

import ipaddress
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from flask import Blueprint, Flask, Response, flash, redirect, request, session, url_for
from flask_babel import gettext as _
from werkzeug import Response as Answer

from chassis.http import auth, request_session
from chassis.http.auth import PERSON, PUBLIC, allow
from chassis.http.errors import Problem
from gateway.accounts import visits
from gateway.credentials import devices, limits, passkeys, second_factor
from gateway.credentials.passkeys import Asked, PasskeyRefused, Site
from gateway.edge.security import marked, settings
from gateway.forms.form import refused
from gateway.pages.account.factors import HOME, added
from gateway.pages.account.profile import account, freshly_signed_in
from gateway.pages.signin import attempts, second_step, session_start, signin
from gateway.pages.signin.account_forms import SIGNIN
from gateway.shell import access

blp = Blueprint("passkeys", __name__)
CEREMONY = "ceremony"
"""Where the browser's own cookie holds which challenge it was given."""


def site() -> Site:
    """The site as browsers see it: its public address; on a desk also localhost, which they take for safe."""
    here = urlsplit(request.host_url)
    if settings().embedded and here.hostname == "localhost":
        return Site("localhost", request.host_url.rstrip("/"))
    known = urlsplit(settings().public_url)
    return Site(known.hostname or "", f"{known.scheme}://{known.netloc}")


def _work_here() -> bool:
    """Whether this page is open under the name that passkeys belong to; they belong to no number."""
    host = site().host
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return urlsplit(request.host_url).hostname == host
    return False


def init_app(app: Flask) -> None:
    """Let templates offer passkeys where they work."""
    app.jinja_env.globals["passkeys_work_here"] = _work_here


def _begin(asked: Asked) -> Response:
    session[CEREMONY] = str(asked.id)
    return Response(asked.options, content_type="application/json")


def _asked() -> UUID:
    """The challenge this browser was given; it counts once."""
    try:
        return UUID(session.pop(CEREMONY))
    except KeyError as error:
        raise PasskeyRefused from error


@blp.route(f"{HOME}/passkeys/challenge", methods=["POST"])
@marked(csrf_by_origin=True)  # a script asks, so the browser says from where
@allow(PERSON)
@freshly_signed_in
def ask_to_add() -> Response:
    """What the browser needs to make a passkey."""
    return _begin(passkeys.ask_to_add(request_session.session(), site(), account()))


@blp.route(f"{HOME}/passkeys", methods=["POST"])
@allow(PERSON)
@freshly_signed_in
def add() -> Answer | str:
    """Keep the passkey that was made; named after the browser unless the person names it."""
    own = auth.identity().account_id
    name = request.form.get("name", "").strip() or devices.name_of(request.headers.get("User-Agent", ""))
    try:
        passkeys.add(
            request_session.session(), site(), own, _asked(), request.form.get("answer", ""), name or _("通行密钥")
        )
    except PasskeyRefused as refused:
        request_session.session().rollback()
        flash(str(refused.body()["detail"]), "danger")
        return redirect(url_for("factors.show"), 303)
    return added(own)


@blp.route(f"{HOME}/passkeys/<uuid:passkey_id>/removal", methods=["POST"])
@allow(PERSON)
@freshly_signed_in
def remove(passkey_id: UUID) -> Answer:
    """Do without a passkey."""
    second_factor.remove_passkey(request_session.session(), auth.identity().account_id, passkey_id)
    visits.end_others(request_session.session(), auth.identity().account_id, access.session_secret())
    flash(_("通行密钥已移除。"), "success")
    return redirect(url_for("factors.show"), 303)


@blp.route("/signin/passkey/challenge", methods=["POST"])
@marked(csrf_by_origin=True)  # a script asks, so the browser says from where
@allow(PUBLIC)
def ask_to_use() -> Response:
    """What the browser needs to use a passkey: any of it, or one of the account whose first step was taken."""
    limit = limits.Limit(limits.key("passkeys-network", attempts.network()), settings().limit_codes_network, 3600)
    with request_session.database().write() as database:
        limits.spend(database, [limit])
        return _begin(passkeys.ask_to_use(database, site(), second_step.waiting()))


@blp.route("/signin/passkey", methods=["POST"])
@allow(PUBLIC)
def enter() -> Answer:
    """Sign in with the passkey that answered."""
    following: Any = (session.get("pending") or {}).get("next")
    try:
        with request_session.database().write() as database:
            account_id = passkeys.use(database, site(), _asked(), request.form.get("answer", ""))
            return session_start.complete(database, account_id, following)
    except Problem as problem:
        return signin.page(refused(SIGNIN, {}, problem))
