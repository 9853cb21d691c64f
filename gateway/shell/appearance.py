"""How pages look to this reader: light, dark or as the system says; large type. Kept in cookies, no script needed."""

from typing import Any

from flask import Blueprint, Flask, abort, request
from flask_babel import lazy_gettext as _l
from werkzeug import Response

from chassis.http.auth import PUBLIC, allow
from gateway.edge.security import came_from, marked
from gateway.shell import access

blp = Blueprint("appearance", __name__)
CHOICES: dict[str, dict[str, Any]] = {
    "scheme": {"system": _l("跟随系统"), "light": _l("浅色"), "dark": _l("深色")},
    "size": {"normal": _l("标准"), "large": _l("大字")},
}
"""What can be chosen, and what each choice is called; the first of each counts until somebody chooses."""


def _cookie(choice: str) -> str:
    return f"egret_{choice}"


def chosen(choice: str) -> str:
    """What this reader chose: one of the keys in CHOICES."""
    known = CHOICES[choice]
    value = request.cookies.get(_cookie(choice), "")
    return value if value in known else next(iter(known))


@blp.route("/appearance", methods=["POST"])
@marked(csrf_by_origin=True)  # so that public pages need no token and no cookie
@allow(PUBLIC)
def choose() -> Response:
    """Show this and later pages as chosen."""
    response = Response(status=303, headers={"Location": came_from() or "/"})
    for choice, value in request.form.items():
        if value not in CHOICES.get(choice, {}):
            abort(400)
        access.remember(response, _cookie(choice), value, seconds=access.YEAR)
    return response


def init_app(app: Flask) -> None:
    """Let pages offer the choice and follow it."""
    app.jinja_env.globals.update(chosen=chosen, APPEARANCE=CHOICES)
