"""QR codes of public pages, for posters and for reading on with a phone."""

from flask import Blueprint, abort, current_app
from werkzeug import Response
from werkzeug.exceptions import HTTPException

from chassis.http.auth import NOBODY, PUBLIC, Identity, allow, may_call
from gateway.edge.security import public_address
from gateway.pages.public.feeds import served
from gateway.shell.qr_codes import drawn

blp = Blueprint("qr", __name__)
LONGEST = 200
"""Characters of an address that a printed code still shows well."""


@blp.route("/qr/<path:page>.svg", methods=["GET"])
@allow(PUBLIC)
def picture(page: str) -> Response:
    """The code that leads to a page of this site that everybody may open."""
    if len(page) > LONGEST or not _is_public(f"/{page}"):
        abort(404)
    return served(drawn(public_address(f"/{page}")), "image/svg+xml; charset=utf-8")


def _is_public(path: str) -> bool:
    """Whether the path is a page that strangers may open."""
    adapter = current_app.url_map.bind("")
    try:
        endpoint, _arguments = adapter.match(path, "GET")
    except HTTPException:
        return False
    return endpoint != "qr.picture" and may_call(current_app.view_functions[endpoint], Identity(NOBODY, "", ()))
