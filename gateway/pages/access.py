"""Who is looking at a page: the session cookie, the language, and where each role lands."""

import secrets

from flask import Flask, g, request, url_for
from flask_babel import refresh
from werkzeug import Response

from chassis import auth, web
from chassis.app import LOCALES
from chassis.auth import ANONYMOUS, Identity
from contracts.roles import JUDGE, LEADER, ORGANIZER, VOLUNTEER
from gateway import assets
from gateway.accounts import sessions
from gateway.security import settings

SESSION_COOKIE = "egret_session"
LANGUAGE_COOKIE = "egret_language"
BROWSER_COOKIE = "egret_browser"
YEAR = 365 * 86400
LANDING = {
    ORGANIZER: "organizer.activity",
    JUDGE: "judging.assignments",
    LEADER: "entries.mine",
    VOLUNTEER: "volunteers.events",
}
"""The page a role lands on after sign-in; the first role held counts."""


def home_of(person: Identity) -> str:
    """The page this person lands on."""
    endpoint = next((page for role, page in LANDING.items() if person.has(role)), "home.front")
    return url_for(endpoint)


def recognise() -> None:
    """Set the identity of a request that carries no bearer token from its session cookie."""
    if auth.identity() != ANONYMOUS or assets.requested():
        return
    person = None
    if secret := request.cookies.get(SESSION_COOKIE):
        with web.database().read() as session:
            person = sessions.identity_of(session, secret)
    g.identity = person or Identity(ANONYMOUS.account_id, "", (), _anonymous_language())
    refresh()


def _anonymous_language() -> str:
    chosen = request.cookies.get(LANGUAGE_COOKIE)
    return chosen if chosen in LOCALES else request.accept_languages.best_match(LOCALES) or LOCALES[0]


def remember(response: Response, name: str, value: str, *, seconds: int) -> None:
    """Set a cookie that scripts and other sites cannot use."""
    response.set_cookie(name, value, max_age=seconds, httponly=True, samesite="Lax", secure=settings().secure)


def browser() -> str:
    """The random name of this browser, under which unsent text is kept; set on first use."""
    if "browser" not in g:
        g.browser = request.cookies.get(BROWSER_COOKIE) or secrets.token_urlsafe(24)
    return str(g.browser)


def _name_browser(response: Response) -> Response:
    if "browser" in g and request.cookies.get(BROWSER_COOKIE) != g.browser:
        remember(response, BROWSER_COOKIE, g.browser, seconds=YEAR)
    return response


def init_app(app: Flask) -> None:
    """Recognise people on every request."""
    app.before_request(recognise)
    app.after_request(_name_browser)
