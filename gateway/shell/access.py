"""Who is looking at a page: the session cookie, the language, and where each role lands."""

import secrets
from datetime import timedelta

from flask import Flask, g, request, url_for
from flask_babel import refresh
from werkzeug import Response

from chassis.http import auth, request_session
from chassis.http.auth import ANONYMOUS, Identity
from chassis.words.languages import LOCALES, asked_for
from contracts.roles import ADMIN, COORDINATOR, JUDGE, LEADER, OVERSEEING, SCREENER, VOLUNTEER
from gateway.accounts import visits
from gateway.credentials import grace
from gateway.edge import assets
from gateway.edge.security import settings

SESSION_COOKIE = "egret_session"
LANGUAGE_COOKIE = "egret_language"
BROWSER_COOKIE = "egret_browser"
YEAR = 365 * 86400
LANDING = {
    "desk": (OVERSEEING, "desk.show"),
    "judge": ((JUDGE,), "sheets.assignments"),
    "team": ((LEADER,), "entries.mine"),
    "coordinator": ((COORDINATOR,), "rosters.mine"),
    "volunteer": ((VOLUNTEER,), "shifts.events"),
}
"""Kinds of home pages: who has one, and where it is."""
OTHERWISE = {SCREENER: "screening_queue.listing", ADMIN: "people.accounts"}
"""Where people land who hold none of those roles."""


def homes_of(person: Identity) -> list[str]:
    """The kinds of home pages this person has."""
    return [kind for kind, (roles, _page) in LANDING.items() if person.has_any(roles)]


def home_of(person: Identity) -> str:
    """The page this person lands on after sign-in: with several roles, one page for all of them."""
    kinds = homes_of(person)
    if len(kinds) > 1:
        return url_for("landing.mine")
    other = next((page for role, page in OTHERWISE.items() if person.has(role)), "home.front")
    return url_for(LANDING[kinds[0]][1] if kinds else other)


def recognise() -> None:
    """Set the identity of a request that carries no bearer token from its session cookie."""
    if auth.identity() != ANONYMOUS or assets.requested():
        return
    secret = request.cookies.get(SESSION_COOKIE)
    person = _known(secret) if secret else None
    g.identity = person or Identity(ANONYMOUS.account_id, "", (), _anonymous_language())
    refresh()


def _known(secret: str) -> Identity | None:
    """Who is signed in with this secret; once a minute it is written down that they are here."""
    database = request_session.database()
    found = visits.find(database, secret)
    if found is None or not found.counts(timedelta(hours=settings().session_idle_hours)):
        return None
    g.signed_in_at = found.created_at
    person, due = found.person, visits.due(found, secret)
    if person.has_any(grace.REQUIRED):
        g.factor_due = grace.due(database, person.account_id, settings().grace)
    if due.seen or due.rotate:
        with database.write() as session:
            g.fresh_secret = visits.keep_up(session, secret, due)
            if "factor_due" in g and due.rotate:
                grace.begin(session, person.account_id)
    return person


def session_secret() -> str:
    """The secret of this browser's session as it is now; empty where there is none."""
    return str(g.get("fresh_secret") or request.cookies.get(SESSION_COOKIE, ""))


def is_fresh() -> bool:
    """Whether the person signed in so recently that they may change what protects the account."""
    return "signed_in_at" in g and visits.is_fresh(g.signed_in_at)


def _hand_out_secret(response: Response) -> Response:
    """Give the browser the secret that replaces the one it sent, unless the view has set or dropped it."""
    secret = g.get("fresh_secret")
    if secret and not any(line.startswith(f"{SESSION_COOKIE}=") for line in response.headers.getlist("Set-Cookie")):
        remember(response, SESSION_COOKIE, secret, seconds=settings().session_hours * 3600)
    return response


def _anonymous_language() -> str:
    chosen = request.cookies.get(LANGUAGE_COOKIE)
    return chosen if chosen in LOCALES else asked_for(request.headers.get("Accept-Language", "")) or LOCALES[0]


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
    app.after_request(_hand_out_secret)
