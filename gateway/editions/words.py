"""What the kinds of an edition's parts are called."""

from collections.abc import Mapping
from typing import Any

from flask import Flask
from flask_babel import lazy_gettext as _l

RANKS: Mapping[str, Any] = {
    "guiding": _l("指导单位"),
    "hosting": _l("主办单位"),
    "operating": _l("承办单位"),
    "assisting": _l("协办单位"),
    "supporting": _l("支持单位"),
}
"""What an organisation is to an edition, in the order of a notice."""


def init_app(app: Flask) -> None:
    """Let pages say what an organisation is to an edition."""
    app.jinja_env.globals["ranks"] = RANKS
