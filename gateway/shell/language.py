"""Switching the language: kept in a cookie, and with the account of a person who is signed in."""

from flask import Blueprint, abort, request
from werkzeug import Response

from chassis.http import auth, request_session
from chassis.http.auth import PUBLIC, allow
from chassis.words.languages import LOCALES
from gateway.accounts import actions
from gateway.edge.security import came_from, marked
from gateway.shell import access

blp = Blueprint("language", __name__)


@blp.route("/language", methods=["POST"])
@marked(csrf_by_origin=True)  # so that public pages need no token and no cookie
@allow(PUBLIC)
def choose() -> Response:
    """Show this and later pages in the chosen language."""
    chosen = request.form.get("language", "")
    if chosen not in LOCALES:
        abort(400)
    if auth.identity().known:
        actions.choose_locale(request_session.session(), auth.identity().account_id, chosen)
    response = Response(status=303, headers={"Location": came_from() or "/"})
    access.remember(response, access.LANGUAGE_COOKIE, chosen, seconds=access.YEAR)
    return response
