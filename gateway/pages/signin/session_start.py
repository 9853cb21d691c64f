"""What is common to all ways of signing in: from where, and the session that begins."""

from datetime import timedelta
from uuid import UUID

from flask import redirect, request, session, url_for
from sqlalchemy.orm import Session
from werkzeug import Response

from chassis import clock
from chassis.http import auth
from gateway.accounts import consents, sessions
from gateway.accounts.sessions import Visit
from gateway.credentials import devices, grace, second_factor
from gateway.edge.security import local_path, settings
from gateway.shell import access

PATIENCE = 600
"""Seconds the first step counts while the second is outstanding."""


def visit() -> Visit:
    """From where this request comes."""
    return Visit(request.headers.get("User-Agent", ""), request.remote_addr or "", access.browser())


def begin(database: Session, account_id: UUID, following: str | None = None) -> Response:
    """After the first step: on to the second where the account has one, else to where the person wanted."""
    if not second_factor.needed(database, account_id):
        return complete(database, account_id, following)
    until = clock.now().timestamp() + PATIENCE
    session["pending"] = {"account": str(account_id), "until": until, "next": session.get("next") or following}
    return redirect(url_for("second_step.form"), 303)


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
    if person.has_any(grace.REQUIRED):
        grace.begin(database, account_id)
    target = local_path(session.pop("next", None)) or local_path(following) or access.home_of(person)
    if consents.needs(database, account_id):
        target = url_for("consents.ask", next=target)
    session.clear()
    response = Response(status=303, headers={"Location": target})
    access.remember(response, access.SESSION_COOKIE, secret, seconds=int(life.total_seconds()))
    return response
