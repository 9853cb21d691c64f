"""Every public edition, and the addresses of contests."""

from flask import Blueprint, abort, redirect, render_template, request
from werkzeug import Response

from chassis.http.auth import PUBLIC, allow
from gateway.editions.lookup import all_editions, edition_of_contest
from gateway.editions.subject import address_in

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
