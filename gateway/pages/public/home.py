"""The home page of an edition: the current one at `/`, any other under its own address, each in one call."""

from collections.abc import Sequence

from flask import Blueprint, render_template

from chassis.http.auth import PUBLIC, allow
from gateway.clients.registration.editions import Edition
from gateway.clients.registration.overviews import OVERVIEWS
from gateway.editions.lookup import earlier_editions
from gateway.editions.subject import find_subject, is_first
from gateway.pages.public.face.home_drawing import draw_home
from gateway.pages.public.face.phase import is_over

blp = Blueprint("home", __name__)
BEFORE = 2
"""How many editions before the one shown have their winners on its wall."""


@blp.route("/", defaults={"slug": ""})
@blp.route("/editions/<slug>", methods=["GET"])
@allow(PUBLIC)
def front(slug: str) -> str:
    """What the contest is, when, and how to take part; of each edition for good."""
    return home_page(find_subject(slug))


def home_page(edition: Edition | None) -> str:
    """The home page of an edition, public or not yet."""
    if edition is None:
        return render_template("public/home.html", edition=None)
    past = is_over(edition) and not is_first(edition)
    found = OVERVIEWS.front(edition.slug, [one.slug for one in _walled(edition)], alone=past)
    return render_template("public/home.html", edition=edition, drawn=draw_home(edition, found))


def _walled(edition: Edition) -> Sequence[Edition]:
    """The editions whose winners are shown: this one once it is over, and those of its contest before it."""
    if not is_over(edition):
        return earlier_editions(edition)[:BEFORE]
    return [edition, *earlier_editions(edition)[:BEFORE]] if is_first(edition) else [edition]
