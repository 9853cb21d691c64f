"""Every entry of the contest, for organizers: filtered by state, track and words, page by page."""

from typing import Any

from flask import Blueprint, render_template, request, url_for

from chassis.http.auth import allow
from chassis.http.privileged_use import personal
from contracts.roles import OVERSEEING, SCREENER
from gateway.clients import calls
from gateway.editions.lookup import current_edition

blp = Blueprint("entrylist", __name__)
FILTERS = ("state", "track", "group", "q")
STATES = ("draft", "submitted", "withdrawn")
PER_PAGE = 50


@blp.route("/organizer/entries", methods=["GET"])
@allow(SCREENER, *OVERSEEING)
@personal
def listing() -> str:
    """The entries that pass the filters, newest first; the address holds them all."""
    chosen = {name: request.args.get(name, "").strip()[:100] for name in FILTERS}
    chosen["state"] = chosen["state"] if chosen["state"] in STATES else ""
    asked: dict[str, Any] = {**chosen, "after": request.args.get("after"), "limit": PER_PAGE}
    found = calls.read(calls.REGISTRATION, "/entries", **asked)
    kept: dict[str, Any] = {name: text for name, text in chosen.items() if text}
    more = url_for("entrylist.listing", after=found["next"], **kept) if found["next"] else None
    return render_template(
        "organizer/entries.html",
        entries=found["items"],
        more=more,
        filters=chosen,
        states=STATES,
        edition=current_edition(),
    )
