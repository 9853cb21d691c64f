"""Winners: a gallery by edition, track and award, and what announces results."""

from flask import Blueprint, abort, render_template, request

from chassis.http.auth import PUBLIC, allow
from chassis.http.fields import is_key
from gateway.clients.registration.articles import ARTICLES
from gateway.clients.registration.winners import WINNERS
from gateway.clients.service import side_by_side
from gateway.editions.lookup import edition_of_contest, find_edition
from gateway.editions.subject import follow, follow_contest
from gateway.pages.public.concerns import follow_owner
from gateway.pages.public.reading import all_worded, find, worded
from gateway.pages.public.shelves import SHELVES

blp = Blueprint("winners", __name__)
ANNOUNCEMENTS = 20
"""Announcements of results that the gallery lists beside."""


def _asked(name: str) -> str:
    """A key that the address names; empty for what is none."""
    text = request.args.get(name, "")
    return text if is_key(text) else ""


@blp.route("/winners", methods=["GET"])
@allow(PUBLIC)
def listing() -> str:
    """The winners of an edition, the latest of all or of a contest unless chosen, and announcements of them."""
    wanted = {name: _asked(name) for name in ("edition", "track", "award", "contest")}
    contest = wanted["contest"] or None
    won, announced = side_by_side(
        lambda: WINNERS.gallery(**wanted),
        lambda: ARTICLES.published("winners", after=request.args.get("after"), limit=ANNOUNCEMENTS, contest=contest),
    )
    edition = find_edition(won.edition)
    if wanted["edition"]:
        follow_contest(edition)
    elif contest:
        follow(edition_of_contest(contest))
    return render_template(
        "public/winners.html",
        shelf=SHELVES["winners"],
        wanted=wanted,
        edition=edition,
        editions=won.editions,
        contests=won.contests,
        winners=won.items,
        articles=all_worded(announced.items),
        next=announced.next,
    )


@blp.route("/winners/<slug>", methods=["GET"])
@allow(PUBLIC)
def show(slug: str) -> str:
    """One announcement of results."""
    article = find("winners", slug) or abort(404)
    follow_owner(article)
    return render_template("public/article.html", shelf=SHELVES["winners"], text=worded(article))
