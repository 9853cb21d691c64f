"""Every public edition, and the addresses of contests."""

from flask import Blueprint, abort, redirect, render_template
from werkzeug import Response

from chassis.http.auth import PUBLIC, allow
from gateway.editions.lookup import all_editions, edition_of_contest
from gateway.editions.subject import address_in

blp = Blueprint("editions", __name__)


@blp.route("/editions", methods=["GET"])
@allow(PUBLIC)
def listing() -> str:
    """Every edition that is public, the latest first, those to come as well."""
    return render_template("public/editions.html", editions=all_editions())


@blp.route("/contests/<key>", methods=["GET"])
@allow(PUBLIC)
def contest(key: str) -> Response:
    """The address of a contest, for good: it leads to its latest edition."""
    edition = edition_of_contest(key) or abort(404)
    return redirect(address_in(edition, "home.front"))
