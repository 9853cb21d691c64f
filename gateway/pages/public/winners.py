"""Winners: a gallery by edition, track and award, and a page for each winning entry."""

from flask import Blueprint, abort, render_template, request

from chassis.http.auth import PUBLIC, allow
from chassis.http.client import Refused
from chassis.http.fields import is_key
from gateway.clients.registration.articles import ARTICLES
from gateway.clients.registration.editions import Edition
from gateway.clients.registration.site_files import SiteFile
from gateway.clients.registration.winners import WINNERS, Winner
from gateway.clients.service import side_by_side
from gateway.editions.lookup import find_edition
from gateway.editions.subject import follow_contest
from gateway.pages.public import structured
from gateway.pages.public.reading import all_worded, find, worded
from gateway.pages.public.shelves import SHELVES

gallery = Blueprint("winners", __name__)
blp = Blueprint("winner", __name__)
ANNOUNCEMENTS = 20
"""Announcements of results that the gallery lists beside."""


def _asked(name: str) -> str:
    """A key that the address names; empty for what is none."""
    text = request.args.get(name, "")
    return text if is_key(text) else ""


@gallery.route("/winners", methods=["GET"])
@allow(PUBLIC)
def listing() -> str:
    """The winners of an edition, the latest unless another is chosen, and announcements of results."""
    wanted = {name: _asked(name) for name in ("edition", "track", "award")}
    won, announced = side_by_side(
        lambda: WINNERS.gallery(**wanted),
        lambda: ARTICLES.published("winners", after=request.args.get("after"), limit=ANNOUNCEMENTS),
    )
    edition = find_edition(won.edition)
    if wanted["edition"]:
        follow_contest(edition)
    return render_template(
        "public/winners.html",
        shelf=SHELVES["winners"],
        wanted=wanted,
        edition=edition,
        editions=won.editions,
        winners=won.items,
        articles=all_worded(announced.items),
        next=announced.next,
    )


@gallery.route("/winners/<slug>", methods=["GET"])
@allow(PUBLIC)
def show(slug: str) -> str:
    """One announcement of results."""
    article = find("winners", slug) or abort(404)
    return render_template("public/article.html", shelf=SHELVES["winners"], text=worded(article))


@blp.route("/winners/<edition>/<number>", methods=["GET"])
@allow(PUBLIC)
def show_winner(edition: str, number: str) -> str:
    """One winning entry, with what its form says is public."""
    found = _find(edition, number) or abort(404)
    edition_won = find_edition(found.edition)
    follow_contest(edition_won)
    facts = structured.standing_alone(structured.winning_entry(found))
    picture = _picture(edition_won, found.track) if edition_won else None
    return render_template("public/winner.html", winner=found, edition=edition_won, facts=facts, picture=picture)


def _picture(edition: Edition, track: str) -> SiteFile | None:
    """What shared links to a winner show: the picture of its track, else of its edition."""
    own = next((one.picture for one in edition.tracks if one.key == track), None)
    return own or edition.picture


def _find(edition: str, number: str) -> Winner | None:
    try:
        return WINNERS.winner(edition, number)
    except Refused as refused:
        if refused.status == 404:
            return None
        raise
