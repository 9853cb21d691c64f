"""Pages of a PDF as pictures, drawn when somebody wants to read them."""

from typing import cast

from flask import Response, request

from chassis.files.kinds import MEDIA, PDF
from chassis.files.opened import Unfit
from chassis.files.opening import Late, draw_page
from chassis.http.errors import NotFound
from services.registration.contest.entries.reading import Readable
from services.registration.contest.uploads.errors import PageLate
from services.registration.files.contents import serving

PATIENCE = 15.0
"""Seconds until somebody who waits for a page is told to try again."""


def answer(file: Readable, number: int) -> Response:
    """The page, or that the browser has it already. Raises NotFound, PageLate."""
    if number < 1 or file.type != PDF or file.picture is None:
        raise NotFound
    response = Response(content_type=MEDIA["webp"])
    response.set_etag(f"{file.sha256}-{number}")
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["X-Content-Type-Options"] = "nosniff"
    if not request.if_none_match.contains(response.get_etag()[0] or ""):
        response.set_data(_drawn(file, number))
    return cast(Response, response.make_conditional(request))


def _drawn(file: Readable, number: int) -> bytes:
    try:
        with serving.store().on_disk(file.sha256) as path:
            return draw_page(path, number, patience=PATIENCE)
    except (Unfit, FileNotFoundError) as error:
        raise NotFound from error
    except Late as error:
        raise PageLate from error
