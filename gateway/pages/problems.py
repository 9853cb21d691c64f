"""Refusals and failures as pages that say what to do and give back what was typed."""

from collections.abc import Callable
from functools import partial
from typing import Any, cast

from flask import Flask, flash, g, redirect, render_template, request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.csrf import CSRFError
from werkzeug import Response
from werkzeug.exceptions import HTTPException

from chassis import auth
from chassis.client import Refused
from chassis.errors import Problem, Unauthenticated
from chassis.errors import answer as as_json
from gateway.pages import access, kept
from gateway.security import came_from, from_own_page, wants_json

Otherwise = Callable[[Any], Response]
SENTENCES: dict[int, tuple[Any, Any]] = {
    400: (_l("请求无法处理"), _l("请返回上一页，检查后重试。")),
    405: (_l("不支持这种操作"), _l("请从页面上的按钮或链接进入。")),
    429: (_l("操作过于频繁"), _l("请稍等片刻再试。")),
}
"""What pages say where no service had a sentence of its own."""

SIGNING_IN = ("/signin", "/register")
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


def page(problem: dict[str, Any]) -> Response:
    """The problem as a page, with what was typed."""
    status = int(problem.get("status", 500))
    safe = status in {500, 503} and kept.keep()
    template = "errors/404.html" if status == 404 else "errors/problem.html"
    text = render_template(template, problem=problem, typed=kept.typed(), safe=safe, back=came_from())
    return Response(text, status, content_type="text/html; charset=utf-8")


def _show(error: Exception, *, otherwise: Otherwise) -> Response:
    _settle()
    response = otherwise(error)
    if wants_json() or not response.is_json:
        return response
    problem = response.get_json()
    if str(problem.get("code", "")).startswith("http-") and response.status_code in SENTENCES:
        title, detail = SENTENCES[response.status_code]
        problem |= {"title": str(title), "detail": str(detail)}
    shown = page(problem)
    for name in ("Allow", "Retry-After"):
        if name in response.headers:
            shown.headers[name] = response.headers[name]
    return shown


def _pass_on(refused: Refused) -> Response:
    """What a service refused, in the service's words."""
    _settle()
    if refused.status == 401 and not auth.identity().known:
        return _ask_to_sign_in(Unauthenticated())
    if wants_json():
        return as_json(refused)
    return page(refused.body())


def _ask_to_sign_in(error: Unauthenticated) -> Response:
    _settle()
    if wants_json():
        return as_json(error)
    target = request.full_path.rstrip("?")
    if request.method != "GET":
        target = request.path if kept.keep() else came_from() or "/"
    kept.return_here(target)
    return redirect("/signin", 303)


def _ask_again(error: CSRFError) -> Response:
    """The page was open too long; give it back with what was typed, if it was ours."""
    _settle()
    if from_own_page() and request.path.startswith(SIGNING_IN) and auth.identity().known:
        return redirect(access.home_of(auth.identity()), 303)
    if from_own_page() and kept.keep():
        flash(_("页面打开时间过长，已重新载入。您填写的内容已保留，请核对后再次提交。"), "warning")
        return redirect(request.path, 303)
    title, detail = SENTENCES[400]
    return page({"status": 400, "code": "http-400", "title": str(title), "detail": str(detail)})
