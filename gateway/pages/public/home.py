"""The home page of an edition: the current one at `/`, any other under its own address, each in one call."""

from collections.abc import Sequence

from flask import Blueprint, abort, redirect, render_template, url_for
from werkzeug import Response

from chassis.http.auth import PUBLIC, allow
from gateway.clients.registration.editions import Edition
from gateway.clients.registration.overviews import OVERVIEWS, Front
from gateway.editions.lookup import all_editions, current_edition, find_edition
from gateway.pages.public import structured
from gateway.pages.public.face.programme import programme
from gateway.pages.public.face.standing import is_over, standing
from gateway.pages.public.reading import all_worded

blp = Blueprint("home", __name__)
editions = Blueprint("editions", __name__)
BEFORE = 2
"""How many editions before the one shown have their winners on its wall."""


@blp.route("/")
@allow(PUBLIC)
def front() -> str:
    """What the contest is, when, and how to take part."""
    return home_page(current_edition())


@editions.route("/editions", methods=["GET"])
@allow(PUBLIC)
def listing() -> str:
    """Every edition that is public, the latest first, those to come as well."""
    return render_template("public/editions.html", editions=all_editions())


@editions.route("/editions/<slug>", methods=["GET"])
@allow(PUBLIC)
def show(slug: str) -> str | Response:
    """The home page of one edition, for good."""
    edition = find_edition(slug) or abort(404)
    return redirect(url_for("home.front")) if edition == current_edition() else home_page(edition)


def home_page(edition: Edition | None, template: str = "public/home.html") -> str:
    """The home page of an edition, public or not yet; another template may put something around it."""
    walled = _walled(edition)
    found = OVERVIEWS.front(edition.slug if edition else "", [one.slug for one in walled])
    own = next((one.count for one in found.won if edition and one.edition == edition.slug), 0)
    return render_template(
        template,
        edition=edition,
        standing=standing(edition, own) if edition else None,
        programme=programme(edition) if edition else None,
        figures=_figures(edition, found) if edition else {},
        winners=found.winners,
        won={one.edition: one.count for one in found.won},
        events=found.events,
        notices=all_worded(one for one in found.articles if one.kind == "notice"),
        announcements=all_worded(one for one in found.articles if one.kind != "notice"),
        facts=structured.contest(edition) if edition else None,
    )


def _walled(edition: Edition | None) -> Sequence[Edition]:
    """The editions whose winners are shown: this one once it is over, and those before it."""
    if edition is None:
        return ()
    earlier = [one for one in all_editions() if one.opens_at < edition.opens_at][:BEFORE]
    return [edition, *earlier] if is_over(edition) else earlier


def _figures(edition: Edition, found: Front) -> dict[str, int]:
    """What can be counted, in order; nothing is shown of which there is none."""
    prizes = sum(award.count or 0 for award in edition.awards)
    past = sum(one.count for one in found.won if one.edition != edition.slug)
    counted = {"entries": found.entries, "tracks": len(edition.tracks), "prizes": prizes, "past": past}
    return {name: count for name, count in counted.items() if count}
