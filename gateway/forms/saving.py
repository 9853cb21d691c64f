"""Saving a draft, by a button or by the script that saves while one types. Whatever goes wrong, no word is lost."""

from collections.abc import Callable, Mapping
from typing import Any, Protocol, TypeVar

from flask import Response, flash, jsonify, render_template, request
from flask_babel import gettext as _

from chassis import clock
from chassis.http.client import Refused
from chassis.storage import ids
from gateway.forms.form import Filled, Form, checked
from gateway.shell import unsaved_text
from gateway.shell.times import clock_time


class Versioned(Protocol):
    """Anything that says which version of it was read."""

    @property
    def etag(self) -> str:
        """Sent back with a change, so that none is made on top of another unseen."""


S = TypeVar("S", bound=Versioned)
T = TypeVar("T", bound=Versioned)
M = TypeVar("M")
SAVED = "saved"
"""Flash category whose message is the address of a form that was saved: the browser drops its own copy."""
SCRIPT = "autosave"
"""The `action` a form is sent with while somebody types."""
SHOWN_AGAIN = frozenset({409, 412, 422})
"""Refusals that stand on the page they are about, with what was typed."""


def by_script() -> bool:
    """Whether the form was sent while somebody types, not by a button."""
    return request.form.get("action") == SCRIPT


def opened(form: Form, thing: Versioned, stored: Mapping[str, str]) -> Filled:
    """The form with what is stored, or with text of this person that could not be saved earlier."""
    unsaved = unsaved_text.given_back()
    read = unsaved_text.version_read() if unsaved else ""
    return Filled(form, {**stored, **(unsaved or {})}, read or thing.etag, restored=unsaved is not None)


def attempt(
    form: Form, write: Callable[[dict[str, str]], S], read: Callable[[], T], stored: Callable[[T], Mapping[str, str]]
) -> S | T | Filled:
    """Save what was typed: the saved thing, or the form to show again. Raises Refused where nothing can be mended."""
    typed = form.typed(request.form)
    try:
        saved: S | T = write(typed)
    except Refused as refused:
        if refused.status not in SHOWN_AGAIN:
            raise
        saved = now = read()
        conflict = refused.status == 412
        others = form.differing(stored(now), typed)
        if others or not conflict:
            problem = None if conflict else form.problem(refused.problem)
            shown_beside = others if conflict else {}
            values = form.over(stored(now), typed)
            return Filled(form, values, now.etag, problem, shown_beside, conflict, status=refused.status)
    unsaved_text.forget()
    if not by_script():
        flash(request.path, SAVED)
    return saved


def sent(form: Form) -> dict[str, str]:
    """What was typed into a form of something new, evenly written; what was not sent is empty."""
    return {one.name: "" for one in form} | dict(form.plain(form.typed(request.form)))


def pressed_key() -> str:
    """Names one press of the button, however often it arrives."""
    return request.form.get("key") or str(ids.new_id())


def made(form: Form, typed: dict[str, str], make: Callable[[dict[str, str]], M]) -> M | Filled:
    """Make something new of what was typed: what was made, or the form to show again. Raises Refused as `attempt`."""
    filled = checked(form, typed)
    if filled.problem:
        return filled
    try:
        return make(dict(typed))
    except Refused as refused:
        if refused.status not in SHOWN_AGAIN:
            raise
        return Filled(form, typed, problem=form.problem(refused.problem), status=refused.status)


def answer(outcome: Versioned | Filled) -> Response:
    """What the script is told: the next version, or what is wrong."""
    if isinstance(outcome, Filled):
        response = jsonify(problem=outcome.problem, conflict=outcome.conflict)
        response.status_code = outcome.status
        return response
    return jsonify(etag=outcome.etag, text=_("已保存 %(time)s", time=clock_time(clock.now())))


def page(template: str, filled: Filled, **facts: Any) -> Response:
    """The page of the form. A draft's is never kept: going back shows what is saved by then, with its version."""
    response = Response(render_template(template, filled=filled, **facts), filled.status, dict(filled.headers))
    if filled.form.draft:
        response.headers["Cache-Control"] = "no-store"
    return response
