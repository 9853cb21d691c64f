"""What robots read: which pages there are, and which to leave alone."""

from xml.sax.saxutils import escape

from flask import Blueprint
from werkzeug import Response

from chassis.http.auth import PUBLIC, allow
from gateway.clients import calls
from gateway.pages.public.feeds import served
from gateway.pages.public.reading import absolute, address_of

blp = Blueprint("sitemap", __name__)
FIXED = (
    *("/", "/notices", "/timetable", "/enter", "/announcements", "/winners", "/volunteer", "/faq", "/about"),
    *("/accessibility", "/privacy", "/complaints"),
)
HIDDEN = ("/organizer", "/entries", "/judging", "/inbox", "/account", "/signin", "/language", "/appearance")
"""Personal pages; they refuse robots anyway, this spares both the trouble."""


@blp.route("/sitemap.xml", methods=["GET"])
@allow(PUBLIC)
def pages() -> Response:
    """Every public page, with the time of its last change where it is known."""
    articles = [one for one in calls.read_all(calls.REGISTRATION, "/published", limit=200) if _has_own_page(one)]
    lines = [f"<url><loc>{escape(absolute(path))}</loc></url>" for path in FIXED]
    for one in articles:
        place, changed = escape(absolute(address_of(one))), one["updated_at"]
        lines.append(f"<url><loc>{place}</loc><lastmod>{changed}</lastmod></url>")
    content = "".join(lines)
    content = f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{content}</urlset>'
    whole = f'<?xml version="1.0" encoding="utf-8"?>\n{content}'
    return served(whole.encode(), "application/xml; charset=utf-8")


def _has_own_page(article: dict[str, str]) -> bool:
    return article["kind"] not in {"faq", "page"}


@blp.route("/robots.txt", methods=["GET"])
@allow(PUBLIC)
def robots() -> Response:
    """What robots may read, and where the list of pages is."""
    hidden = "".join(f"Disallow: {path}\n" for path in HIDDEN)
    content = f"User-agent: *\n{hidden}\nSitemap: {absolute('/sitemap.xml')}\n"
    return served(content.encode(), "text/plain; charset=utf-8")
