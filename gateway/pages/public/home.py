"""The home page: the current edition, its timetable, the latest articles and the next volunteer event, in one call."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, Flask, render_template

from chassis.http import auth
from chassis.http.auth import PUBLIC, allow
from chassis.http.client import Refused
from gateway.clients import calls
from gateway.pages.public import structured
from gateway.pages.public.reading import all_worded

blp = Blueprint("home", __name__)


def current_edition() -> dict[str, Any] | None:
    """The published edition, if there is one."""
    try:
        return calls.shared(calls.REGISTRATION, "/editions/current")
    except Refused as refused:
        if refused.status == 404:
            return None
        raise


def edition_of(entry: Mapping[str, Any]) -> dict[str, Any]:
    """The edition an entry belongs to, which need not be the current one."""
    return calls.shared(calls.REGISTRATION, f"/editions/{entry['edition']}")


@blp.route("/")
@allow(PUBLIC)
def front() -> str:
    """What the contest is, when, and how to take part. Whoever signed in sees at once what they published."""
    ask = calls.read if auth.identity().known else calls.shared
    found = ask(calls.REGISTRATION, "/front")
    edition = found["edition"]
    return render_template(
        "public/home.html",
        edition=edition,
        event=found["event"],
        notices=all_worded(one for one in found["articles"] if one["kind"] == "notice"),
        announcements=all_worded(one for one in found["articles"] if one["kind"] != "notice"),
        facts=structured.contest(edition) if edition else None,
    )


def init_app(app: Flask) -> None:
    """Let templates name the edition of each entry."""
    app.jinja_env.globals["edition_of"] = edition_of
