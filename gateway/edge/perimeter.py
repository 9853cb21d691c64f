"""What may come in at all: proxies that are believed, hosts we answer for, addresses kept for our own programs."""

import hmac
import ipaddress
import socket
from urllib.parse import urlsplit

from flask import Flask, request
from flask_babel import lazy_gettext as _l
from werkzeug.middleware.proxy_fix import ProxyFix

from chassis.http import auth
from chassis.http.errors import Forbidden, NotFound, Problem, Unauthenticated
from gateway.config import GatewaySettings
from gateway.edge.security import settings

INSIDE = ("/internal", "/parked", "/audit")
"""Answered to whoever brings a signed token, as the parts do; the cookies of a browser do not count here."""
METRICS = "/metrics"
LOOPBACK = {"localhost", "127.0.0.1", "::1"}
FORWARDED = ("X-Forwarded-For", "Forwarded", "X-Real-IP", "Via")


class WrongHost(Problem):
    """Asked for under a name that is not ours: links built from it would lead elsewhere."""

    status = 421
    code = "wrong-host"
    title = _l("网址不正确")
    detail = _l("请从 %(address)s 进入本站。")


def _name(netloc: str) -> str:
    return (urlsplit(f"//{netloc}").hostname or "").lower()


def _reached_at() -> str:
    """The address of ours that this connection arrived at; empty where the web server does not tell."""
    connection = request.environ.get("gunicorn.socket")
    try:
        return str(connection.getsockname()[0]) if isinstance(connection, socket.socket) else ""
    except OSError:
        return ""


def _check_host() -> None:
    """Answer under the public name, the loopback ones, and the very address somebody connected to."""
    if _from_a_part() or request.path == METRICS or request.path.startswith("/health/"):
        return  # the parts, and whatever looks after them, use the names these have among themselves
    try:
        asked = _name(request.environ.get("HTTP_HOST", ""))
    except ValueError:
        asked = ""
    ours = LOOPBACK | {_name(urlsplit(settings().public_url).netloc), _reached_at()}
    if not asked or asked not in ours:
        raise WrongHost(address=settings().public_url)


def _from_a_part() -> bool:
    """Whether this asks for what is kept inside, with a token that was found genuine before it came here."""
    return request.path.startswith(INSIDE) and request.headers.get("Authorization", "").startswith("Bearer ")


def _keep_inside() -> None:
    """Some addresses are not for the public side."""
    path = request.path
    if path.startswith(INSIDE) and not _from_a_part():
        raise Forbidden if auth.identity().known else Unauthenticated
    if path == METRICS and not (_from_here() or _may_measure()):
        raise NotFound


def _from_here() -> bool:
    """Whether a program on this machine asks for itself. A proxy on this machine asks for others, and says so."""
    if any(name in request.headers for name in FORWARDED):
        return False
    try:
        return ipaddress.ip_address(request.remote_addr or "").is_loopback
    except ValueError:
        return False


def _may_measure() -> bool:
    given, token = request.authorization, settings().metrics_token
    known = given.password if given and given.type == "basic" else None
    return bool(token and known) and hmac.compare_digest(str(known).encode(), token.encode())


def init_app(app: Flask, own: GatewaySettings) -> None:
    """Guard the way in."""
    if hops := own.trusted_proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]  # as Flask's book says
    app.before_request(_check_host)
    app.before_request(_keep_inside)
