"""What programs read: Atom, iCalendar, sitemap, robots. Each answers 304 to whoever has it already."""

from collections.abc import Iterable
from datetime import datetime
from xml.sax.saxutils import escape

from flask import Blueprint, abort, request
from flask_babel import force_locale
from flask_babel import gettext as _
from werkzeug import Response

from chassis.auth import PUBLIC, allow
from gateway.pages import asking
from gateway.pages.home import current_edition
from gateway.pages.public import atom, ical
from gateway.pages.public.reading import absolute, address_of

blp = Blueprint("feeds", __name__)
PER_FEED = 30
SECONDS = 300
"""How long readers and caches between may keep a feed before they ask again."""
FIXED = ("/", "/notices", "/timetable", "/enter", "/announcements", "/winners", "/volunteer", "/faq", "/about")
FIXED += ("/accessibility", "/privacy", "/complaints")
HIDDEN = ("/organizer", "/entries", "/judging", "/inbox", "/account", "/signin", "/language", "/appearance")
"""Personal pages; they refuse robots anyway, this spares both the trouble."""


def _served(content: bytes, kind: str, changed: Iterable[str] = ()) -> Response:
    """The content, or 304. `changed` are the times of what it tells of."""
    response = Response(content, content_type=kind)
    response.headers["Cache-Control"] = f"public, max-age={SECONDS}"
    response.last_modified = max(map(datetime.fromisoformat, changed), default=None)
    response.add_etag()
    return response.make_conditional(request)


@blp.route("/notices.atom", methods=["GET"])
@allow(PUBLIC)
def notices() -> Response:
    """The latest notices with their text."""
    query = {"kind": "notice", "bodies": "true", "limit": PER_FEED}
    items = asking.read(asking.REGISTRATION, "/published", **query)["items"]
    with force_locale("zh_CN"):
        content = atom.feed(str(_("大赛通知")), "/notices.atom", "/notices", items)
    return _served(content, "application/atom+xml; charset=utf-8", [one["updated_at"] for one in items])


@blp.route("/timetable.ics", methods=["GET"])
@allow(PUBLIC)
def timetable() -> Response:
    """The stages of the current edition, in the reader's language."""
    edition = current_edition() or abort(404)
    response = _served(ical.calendar(edition), "text/calendar; charset=utf-8", [edition["updated_at"]])
    response.headers["Content-Disposition"] = f'attachment; filename="{edition["slug"]}.ics"'
    response.headers["Vary"] = "Accept-Language, Cookie"
    return response


@blp.route("/sitemap.xml", methods=["GET"])
@allow(PUBLIC)
def sitemap() -> Response:
    """Every public page, with the time of its last change where it is known."""
    articles = [one for one in asking.read_all(asking.REGISTRATION, "/published", limit=200) if _has_own_page(one)]
    lines = [f"<url><loc>{escape(absolute(path))}</loc></url>" for path in FIXED]
    for one in articles:
        place, changed = escape(absolute(address_of(one))), one["updated_at"]
        lines.append(f"<url><loc>{place}</loc><lastmod>{changed}</lastmod></url>")
    content = "".join(lines)
    content = f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{content}</urlset>'
    whole = f'<?xml version="1.0" encoding="utf-8"?>\n{content}'
    return _served(whole.encode(), "application/xml; charset=utf-8", [one["updated_at"] for one in articles])


def _has_own_page(article: dict[str, str]) -> bool:
    return article["kind"] not in {"faq", "page"}


@blp.route("/robots.txt", methods=["GET"])
@allow(PUBLIC)
def robots() -> Response:
    """What robots may read, and where the list of pages is."""
    hidden = "".join(f"Disallow: {path}\n" for path in HIDDEN)
    content = f"User-agent: *\n{hidden}\nSitemap: {absolute('/sitemap.xml')}\n"
    return _served(content.encode(), "text/plain; charset=utf-8")
