"""Refusals and failures as pages that say what to do and give back what was typed."""

import math
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, cast

from flask import Flask, flash, g, redirect, render_template, request
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import SQLAlchemyError
from werkzeug import Response
from werkzeug.exceptions import HTTPException

from chassis.http import auth
from chassis.http.client import Refused
from chassis.http.errors import Problem, Unauthenticated
from chassis.http.errors import answer as as_json
from gateway.edge.security import came_from, from_own_page, local_path, page_of_request, wants_json
from gateway.shell import access, unsaved_text

Otherwise = Callable[[Any], Response]
LIKE = {412: 409, 502: 503, 504: 503}
"""Kinds of error that are told as another."""
KEPT = {500, 502, 503, 504}
"""Errors that are nobody's fault: the text is kept for when the page is opened again."""
PASSED_ON = ("Allow", "Retry-After")

SIGNING_IN = "/signin"
"""Whose forms need no second answer once the first has signed the person in."""


def init_app(app: Flask) -> None:
    """Show every error as a page to people, and leave programs their problem+json."""
    app.register_error_handler(Refused, _pass_on)
    for kind in (Problem, HTTPException, Exception):
        otherwise = cast(Otherwise, app.error_handler_spec[None][None][kind])
        app.register_error_handler(kind, partial(_show, otherwise=otherwise))
    app.register_error_handler(Unauthenticated, _ask_to_sign_in)
    app.register_error_handler(CSRFError, _ask_again)


def _settle() -> None:
    """Let go of a half-done change of this request, so that it does not hold the database."""
    if (opened := g.pop("session", None)) is not None:
        opened.close()


def _safe() -> bool:
    """Whether what was typed is kept now; not where the database itself is what failed."""
    try:
        return unsaved_text.keep()
    except SQLAlchemyError:
        return False


def page(problem: dict[str, Any], headers: Mapping[str, str] | None = None) -> Response:
    """The problem as a page that says what to do, with what was typed."""
    status = int(problem.get("status", 500))
    found = {name: value for name, value in (headers or {}).items() if name in PASSED_ON}
    seconds = found.get("Retry-After", "")
    text = render_template(
        [f"errors/{LIKE.get(status, status)}.html", "errors/problem.html"],
        problem=problem,
        typed=unsaved_text.typed(),
        safe=status in KEPT and _safe(),
        back=came_from(),
        again=local_path(request.full_path.rstrip("?")) if request.method == "GET" else None,
        wait=math.ceil(int(seconds) / 60) if seconds.isdecimal() else None,
    )
    return Response(text, status, found, content_type="text/html; charset=utf-8")


def _show(error: Exception, *, otherwise: Otherwise) -> Response:
    _settle()
    response = otherwise(error)
    if wants_json() or not response.is_json:
        return response
    return page(response.get_json(), dict(response.headers))


def _pass_on(refused: Refused) -> Response:
    """What a service refused, in the service's words."""
    _settle()
    if refused.status == 401 and not auth.identity().known:
        return _ask_to_sign_in(Unauthenticated())
    if wants_json():
        return as_json(refused)
    return page(refused.body(), refused.headers)


def _ask_to_sign_in(error: Unauthenticated) -> Response:
    _settle()
    if wants_json():
        return as_json(error)
    target = request.full_path.rstrip("?")
    if request.method != "GET":
        target = page_of_request() if unsaved_text.keep() else came_from() or "/"
    unsaved_text.return_here(target)
    return redirect("/signin", 303)


def _ask_again(error: CSRFError) -> Response:
    """The page was open too long; give it back with what was typed, if it was ours."""
    _settle()
    if from_own_page() and request.path.startswith(SIGNING_IN) and auth.identity().known:
        return redirect(access.home_of(auth.identity()), 303)
    if from_own_page() and unsaved_text.keep():
        flash(_("页面打开时间过长，已重新载入。您填写的内容已保留，请核对后再次提交。"), "warning")
        return redirect(page_of_request(), 303)
    return page(Problem().body())
