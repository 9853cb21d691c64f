"""Every use of a role over other people's things is on record, also where the action itself writes nothing down.

A change by such a right is recorded in the transaction of the change: by the action, whose record then also says which
right, route and request; else by us. Lists of personal data are recorded when they are read.
"""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from flask import Flask, Response, current_app, g, request

from chassis import trace
from chassis.http import auth
from chassis.http.auth import PERSON, PUBLIC
from chassis.storage import audit
from chassis.storage.engine import Database

View = TypeVar("View", bound=Callable[..., Any])
_SAFE = {"GET", "HEAD", "OPTIONS"}
_ROLES = "egret_watched_roles"


def personal(view: View) -> View:
    """Mark a view that shows personal data of many people: who reads it by a watched role is recorded."""
    view.shows_personal = True  # type: ignore[attr-defined]  # read below
    return view


def right() -> dict[str, str]:
    """The watched role by which the caller of this request acts, with route and request; empty where there is none.

    A person whom an ordinary role lets in as well acts by that.
    """
    admitted, watched = g.get("admitted", ()), current_app.extensions.get(_ROLES, frozenset())
    held = [role for role in admitted if auth.identity().has(role)]
    ordinary = {PUBLIC, PERSON} & set(admitted) or set(held) - watched
    if not held or (ordinary and request.method not in _SAFE):
        return {}
    used = next((role for role in held if role in watched), "")
    return {"role": used, "route": f"{request.method} {request.url_rule}", "trace": trace.trace_id()} if used else {}


def init_app(app: Flask, database: Database, roles: Iterable[str]) -> None:
    """Record the uses of these roles. The hook runs before the one that commits."""
    app.extensions[_ROLES] = frozenset(roles)

    @app.after_request
    def note(response: Response) -> Response:
        if response.status_code < 400 and _worth_noting() and (used := right()):
            _note(database, used)
        return response


def _worth_noting() -> bool:
    """Whether this is a change without a record, or a list of personal data."""
    if request.method not in _SAFE:
        return "session" in g and not g.session.info.get(audit.RECORDED)
    return bool(getattr(current_app.view_functions.get(str(request.endpoint)), "shows_personal", False))


def _note(database: Database, used: dict[str, str]) -> None:
    who, subject = auth.identity().account_id, request.path[:100]
    if request.method not in _SAFE:
        audit.record(g.session, who, "right.used", subject)
        return
    with database.write() as session:
        session.info[audit.RIGHT] = used
        audit.record(session, who, "list.read", subject)
