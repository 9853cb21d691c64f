"""Every public edition, which entries of one passed its screening, and the addresses of contests."""

from flask import Blueprint, Flask, abort, redirect, render_template, request
from werkzeug import Response

from chassis import clock
from chassis.http.auth import PUBLIC, allow
from gateway.clients.passed_entries import PASSED_ENTRIES
from gateway.clients.registration.editions import Edition
from gateway.editions.lookup import all_editions, edition_of_contest
from gateway.editions.subject import address_in, find_subject

blp = Blueprint("editions", __name__)
PER_PAGE = 12


@blp.route("/editions", methods=["GET"])
@allow(PUBLIC)
def listing() -> str:
    """Every edition that is public, the latest first, those to come as well."""
    editions, after = all_editions(), request.args.get("after")
    start = next((place for place, one in enumerate(editions, 1) if one.slug == after), 0)
    shown = editions[start : start + PER_PAGE]
    following = shown[-1].slug if start + PER_PAGE < len(editions) else None
    return render_template("public/editions.html", editions=shown, next=following)


@blp.route("/contests/<key>", methods=["GET"])
@allow(PUBLIC)
def contest(key: str) -> Response:
    """The address of a contest, for good: it leads to its latest edition."""
    edition = edition_of_contest(key) or abort(404)
    return redirect(address_in(edition, "home.front"))


def shows_passed(edition: Edition) -> bool:
    """Whether everybody may read now which entries of the edition passed its screening: it says so, and it is over."""
    ends = [stage.closes_at for stage in edition.stages if stage.kind == "screening"]
    return bool(edition.screening_rules.passed_public and ends) and max(ends) <= clock.now()


@blp.route("/passed", methods=["GET"], defaults={"slug": ""})
@blp.route("/editions/<slug>/passed", methods=["GET"])
@allow(PUBLIC)
def passed(slug: str) -> str:
    """Which entries passed, a page at a time; 404 before that is public."""
    edition = find_subject(slug)
    if edition is None or not shows_passed(edition):
        abort(404)
    found = PASSED_ENTRIES.of_edition(edition.slug, request.args.get("after"))
    return render_template("public/passed.html", edition=edition, entries=found.items, next=found.next)


def init_app(app: Flask) -> None:
    """Let pages of an edition lead to the list of those that passed."""
    app.jinja_env.globals["shows_passed"] = shows_passed
