"""Guards of every request and headers of every answer: forgery, framing, sniffing, inline script."""

import re
import secrets
from collections.abc import Callable
from typing import Any, TypeVar, cast
from urllib.parse import urlsplit

from flask import Flask, Response, current_app, g, request
from flask_wtf.csrf import CSRFProtect
from werkzeug.exceptions import HTTPException
from werkzeug.routing import MapAdapter

from chassis.http.errors import Forbidden
from gateway.config import GatewaySettings

csrf = CSRFProtect()
POLICY = (
    "default-src 'self'; script-src {scripts}; style-src 'self'; img-src 'self' data:; object-src 'none'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
"""`data:` images are the arrows and ticks inside Bootstrap's style sheet. No inline script runs at all: the only
inline block, JSON-LD, is data."""
SHARED = "egret.shared"
"""Stands in the environ of a request whose answer may be given to others, too."""
_UNFIT = re.compile(r"[\\\x00-\x1f\x7f]")
"""What browsers read otherwise than it is written, in the path of an address."""
View = TypeVar("View", bound=Callable[..., Any])
_SAFE = {"GET", "HEAD", "OPTIONS"}
JSON_PATHS = ("/accounts", "/internal/", "/parked", "/audit", "/health/", "/metrics", "/openapi.json", "/inbox/unread")


def wants_json() -> bool:
    """Whether the caller is a program: it called an address of the JSON API."""
    return request.path.startswith(JSON_PATHS)


def from_own_page() -> bool:
    """Whether the browser says that one of our own pages made this request."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    origin = _origin(request.headers.get("Origin", ""))
    return origin is not None and origin in {_origin(request.host_url), _origin(settings().public_url)}


def _origin(address: str) -> tuple[str, str, int | None] | None:
    """Scheme, host and port of an address; None where it has none or nobody can read it."""
    try:
        parts = urlsplit(address)
        return (parts.scheme, parts.hostname, parts.port) if parts.hostname else None
    except ValueError:
        return None


def local_path(target: str | None) -> str | None:
    """The target if it is a path on this site, else None: nobody is sent elsewhere by a link to us."""
    if not target or not target.startswith("/") or target.startswith("//") or _UNFIT.search(target):
        return None
    return target


def came_from() -> str | None:
    """The path of our own page that the person came from."""
    try:
        referrer = urlsplit(request.referrer or "")
    except ValueError:
        return None
    if referrer.netloc != request.host:
        return None
    return local_path(f"{referrer.path}?{referrer.query}" if referrer.query else referrer.path)


def page_of_request() -> str:
    """The page a request belongs to: its own address if that can be opened, else where the person came from."""
    try:
        cast(MapAdapter, current_app.create_url_adapter(request)).match(request.path, "GET")
    except HTTPException:
        return came_from() or "/"
    return request.path


def nonce() -> str:
    """The word without which no script of this answer runs; empty where others may be given the same answer."""
    if SHARED in request.environ:
        return ""
    if "script_nonce" not in g:
        g.script_nonce = secrets.token_urlsafe(16)
    return cast(str, g.script_nonce)


def marked(**marks: bool) -> Callable[[View], View]:
    """Above `allow`: what the guards ask of a view, such as `csrf_by_origin` or `csrf_by_view`."""

    def mark(view: View) -> View:
        vars(view).update(marks)
        return view

    return mark


def public_address(path: str) -> str:
    """A path of this site as people elsewhere open it: under the public address, whatever the request called us."""
    return settings().public_url.rstrip("/") + path


def settings() -> GatewaySettings:
    """The settings of the running gateway."""
    return cast(GatewaySettings, current_app.extensions["egret_settings"])


def _guard() -> None:
    """Refuse a changing request that another site could have made for the person.

    Browsers send a password for a proxy's basic authentication by themselves, a bearer token never.
    """
    bearer = request.headers.get("Authorization", "").startswith("Bearer ")
    if request.method in _SAFE or request.endpoint is None or bearer:
        return
    view = current_app.view_functions[request.endpoint]
    if wants_json() or getattr(view, "csrf_by_origin", False):
        if not from_own_page():
            raise Forbidden
    elif not getattr(view, "csrf_by_view", False):
        csrf.protect()


def _harden(response: Response) -> Response:
    headers = response.headers
    own = g.get("script_nonce")
    headers.setdefault("Content-Security-Policy", POLICY.format(scripts=f"'nonce-{own}'" if own else "'self'"))
    headers.setdefault("X-Content-Type-Options", "nosniff")
    headers.setdefault("X-Frame-Options", "DENY")
    headers.setdefault("Referrer-Policy", "same-origin")
    headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
    headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
    headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
    if "Cache-Control" not in headers:
        headers["Cache-Control"] = "private, no-cache"
    if settings().secure:
        headers.setdefault("Strict-Transport-Security", "max-age=31536000")
    return response


def init_app(app: Flask, own: GatewaySettings) -> None:
    """Guard every request of the app."""
    app.config.update(
        SESSION_COOKIE_NAME="egret_form",
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SECURE=own.secure,
        WTF_CSRF_CHECK_DEFAULT=False,
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_SSL_STRICT=False,  # it reads the Referer, which browsers may leave out and nobody has to write well
    )
    csrf.init_app(app)
    app.before_request(_guard)
    app.after_request(_harden)
