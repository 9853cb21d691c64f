"""Choosing the edition that organizers' pages show; kept in a cookie."""

from urllib.parse import urlsplit

from flask import Blueprint, abort, request, url_for
from werkzeug import Response

from chassis.http.auth import allow
from contracts.roles import OVERSEEING
from gateway.edge.security import came_from
from gateway.editions.choice import COOKIE, own_editions
from gateway.shell import access

blp = Blueprint("edition_switch", __name__)


@blp.route("/organizer/edition", methods=["POST"])
@allow(*OVERSEEING)
def choose() -> Response:
    """Show this and later pages for the chosen edition. What the address asked of the page belonged to another one."""
    chosen = request.form.get("edition", "")
    if chosen not in {edition.slug for edition in own_editions()}:
        abort(400)
    place = urlsplit(came_from() or "").path or url_for("desk.show")
    response = Response(status=303, headers={"Location": place})
    access.remember(response, COOKIE, chosen, seconds=access.YEAR)
    return response
