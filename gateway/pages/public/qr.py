"""QR codes of public pages, for posters and for reading on with a phone."""

import io
from functools import lru_cache
from typing import TYPE_CHECKING

from flask import Blueprint, abort, current_app
from werkzeug import Response
from werkzeug.exceptions import HTTPException

from chassis.http.auth import NOBODY, PUBLIC, Identity, allow, may_call
from chassis.lazy import Lazy
from gateway.edge.security import public_address
from gateway.pages.public.feeds import served

if TYPE_CHECKING:
    import segno
else:
    segno = Lazy("segno")

blp = Blueprint("qr", __name__)
QUIET = 4
"""Modules of empty space around a code, as its standard asks for (ISO/IEC 18004)."""
LONGEST = 200
"""Characters of an address that a printed code still shows well."""


@blp.route("/qr/<path:page>.svg", methods=["GET"])
@allow(PUBLIC)
def picture(page: str) -> Response:
    """The code that leads to a page of this site that everybody may open."""
    if len(page) > LONGEST or not _is_public(f"/{page}"):
        abort(404)
    return served(_drawn(public_address(f"/{page}")), "image/svg+xml; charset=utf-8")


def _is_public(path: str) -> bool:
    """Whether the path is a page that strangers may open."""
    adapter = current_app.url_map.bind("")
    try:
        endpoint, _arguments = adapter.match(path, "GET")
    except HTTPException:
        return False
    return endpoint != "qr.picture" and may_call(current_app.view_functions[endpoint], Identity(NOBODY, "", ()))


@lru_cache(maxsize=200)
def _drawn(address: str) -> bytes:
    out = io.BytesIO()
    code = segno.make(address, error="m", micro=False)
    code.save(out, kind="svg", border=QUIET, omitsize=True, dark="#083f4b", light="#fff")
    return out.getvalue()
