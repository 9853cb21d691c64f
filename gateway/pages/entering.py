"""What is common to all ways of signing in: from where, how often, and the session that begins."""

import ipaddress
from datetime import timedelta
from urllib.parse import urlencode
from uuid import UUID

from flask import redirect, request, session
from sqlalchemy.orm import Session
from werkzeug import Response

from chassis import auth, clock
from gateway.accounts import consents, devices, second_factor, sessions
from gateway.accounts.limits import Limit, key
from gateway.accounts.sessions import Visit
from gateway.pages import access
from gateway.security import local_path, settings

HOUR, QUARTER = 3600, 900
PATIENCE = 600
"""Seconds the first step counts while the second is outstanding."""
NETWORK = 64
"""Bits of an IPv6 address that name the household, not the device."""


def visit() -> Visit:
    """From where this request comes."""
    return Visit(request.headers.get("User-Agent", ""), request.remote_addr or "", access.browser())


def network() -> str:
    """The network this request comes from, as limits count it."""
    try:
        address = ipaddress.ip_address(request.remote_addr or "")
    except ValueError:
        return ""
    if address.version == 4:
        return str(address)
    return str(ipaddress.ip_network((address, NETWORK), strict=False))


def sending_limits(address: str) -> list[Limit]:
    """How many codes may be sent to the address, and how many asked for from here."""
    own = settings()
    return [
        Limit(key("codes", address), own.limit_codes, HOUR),
        Limit(key("codes-network", network()), own.limit_codes_network, HOUR),
    ]


def trying_limits(address: str) -> list[Limit]:
    """How many wrong codes may be typed for the address, and from here."""
    own = settings()
    return [
        Limit(key("tries", address), own.limit_tries, HOUR),
        Limit(key("tries-network", network()), own.limit_tries_network, HOUR),
    ]


def password_limits(address: str) -> list[Limit]:
    """How often a password may be tried for the address, and from here. Codes and links stay open to its owner."""
    own = settings()
    return [
        Limit(key("passwords", address), own.limit_passwords, QUARTER),
        Limit(key("tries-network", network()), own.limit_tries_network, HOUR),
    ]


def begin(database: Session, account_id: UUID, following: str | None = None) -> Response:
    """After the first step: on to the second where the account has one, else to where the person wanted."""
    if not second_factor.needed(database, account_id):
        return complete(database, account_id, following)
    until = clock.now().timestamp() + PATIENCE
    session["pending"] = {"account": str(account_id), "until": until, "next": session.get("next") or following}
    return redirect("/signin/second", 303)


def complete(database: Session, account_id: UUID, following: str | None = None) -> Response:
    """Start a session in this browser and send the person on; an earlier session of this browser ends.

    Texts that are new to the person come first: what they agreed to must be what is in force.
    """
    life = timedelta(hours=settings().session_hours)
    here = visit()
    secret = sessions.begin(database, account_id, life=life, visit=here)
    devices.note(database, account_id, here)
    if before := access.session_secret():
        sessions.sign_out(database, before)
    person = sessions.identity_of(database, secret) or auth.ANONYMOUS
    if person.has_any(second_factor.REQUIRED):
        second_factor.begin_grace(database, account_id)
    target = local_path(session.pop("next", None)) or local_path(following) or access.home_of(person)
    if consents.needs(database, account_id):
        target = f"/account/consent?{urlencode({'next': target})}"
    session.clear()
    response = Response(status=303, headers={"Location": target})
    access.remember(response, access.SESSION_COOKIE, secret, seconds=int(life.total_seconds()))
    return response
