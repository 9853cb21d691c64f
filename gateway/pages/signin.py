"""Signing in by a one-time link, and signing out."""

from datetime import timedelta

from flask import Blueprint, redirect, render_template, request, session
from werkzeug import Response

from chassis import auth, web
from chassis.auth import PUBLIC, allow
from gateway.accounts import sessions
from gateway.pages import access
from gateway.security import local_path, settings

blp = Blueprint("signin", __name__)


@blp.route("/signin", methods=["GET"])
@allow(PUBLIC)
def explain() -> str:
    """How to sign in: with the link one was given."""
    if target := local_path(request.args.get("next")):
        session["next"] = target
    return render_template("signin/explain.html", waiting="next" in session)


@blp.route("/signin/<token>", methods=["GET"])
@allow(PUBLIC)
def link(token: str) -> str:
    """Ask for a click before the link is used up: mail scanners open links, they press no buttons."""
    sessions.look_at_link(web.session(), token)
    return render_template("signin/link.html", token=token)


@blp.route("/signin/<token>", methods=["POST"])
@allow(PUBLIC)
def enter(token: str) -> Response:
    """Use up the link and start a session; an earlier session of this browser ends."""
    life = timedelta(hours=settings().session_hours)
    secret = sessions.sign_in(web.session(), token, life=life)
    if before := request.cookies.get(access.SESSION_COOKIE):
        sessions.sign_out(web.session(), before)
    person = sessions.identity_of(web.session(), secret) or auth.ANONYMOUS
    target = local_path(session.pop("next", None)) or access.home_of(person)
    session.clear()
    response = Response(status=303, headers={"Location": target})
    access.remember(response, access.SESSION_COOKIE, secret, seconds=int(life.total_seconds()))
    return response


@blp.route("/signout", methods=["POST"])
@allow(PUBLIC)
def leave() -> Response:
    """End the session of this browser."""
    if secret := request.cookies.get(access.SESSION_COOKIE):
        sessions.sign_out(web.session(), secret)
    session.clear()
    response = redirect("/", 303)
    response.delete_cookie(access.SESSION_COOKIE)
    return response
