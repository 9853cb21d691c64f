"""What programs read: Atom and iCalendar. Each answers 304 to whoever has it already."""

from datetime import datetime

from flask import Blueprint, abort, request, url_for
from flask_babel import force_locale
from flask_babel import gettext as _
from werkzeug import Response

from chassis.http.auth import PUBLIC, allow
from gateway.clients.registration.articles import ARTICLES
from gateway.editions.lookup import current_edition
from gateway.pages.public import atom, ical

blp = Blueprint("feeds", __name__)
PER_FEED = 30
SECONDS = 300
"""How long readers and caches between may keep a feed before they ask again."""


def served(content: bytes, kind: str, changed: datetime | None = None) -> Response:
    """The content, or 304. `changed` is when it last changed, where that only ever grows: withdrawing an article makes
    a list older again, so lists are told apart by their ETag alone."""
    response = Response(content, content_type=kind)
    response.headers["Cache-Control"] = f"public, max-age={SECONDS}"
    if changed:
        response.last_modified = changed
    response.add_etag()
    return response.make_conditional(request)


@blp.route("/notices.atom", methods=["GET"])
@allow(PUBLIC)
def notices() -> Response:
    """The latest notices with their text."""
    items = ARTICLES.published("notice", bodies=True, limit=PER_FEED).items
    with force_locale("zh_CN"):
        content = atom.feed(str(_("大赛通知")), url_for("feeds.notices"), url_for("notices.listing"), items)
    return served(content, "application/atom+xml; charset=utf-8")


@blp.route("/timetable.ics", methods=["GET"])
@allow(PUBLIC)
def timetable() -> Response:
    """The stages of the current edition, in the reader's language."""
    edition = current_edition() or abort(404)
    response = served(ical.calendar(edition), "text/calendar; charset=utf-8", edition.updated_at)
    response.headers["Content-Disposition"] = f'attachment; filename="{edition.slug}.ics"'
    response.headers["Vary"] = "Accept-Language, Cookie"
    return response
