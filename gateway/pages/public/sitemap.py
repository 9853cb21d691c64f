"""What robots read: which pages there are, and which to leave alone."""

from xml.sax.saxutils import escape

from flask import Blueprint, url_for
from werkzeug import Response

from chassis.http.auth import PUBLIC, allow
from gateway.clients.registration.articles import ARTICLES
from gateway.pages.public.feeds import served
from gateway.pages.public.reading import SHELVES, absolute, address_of

blp = Blueprint("sitemap", __name__)
FIXED = (
    *("home.front", "notices.listing", "timetable.show", "enter.show", "announcements.listing", "winners.listing"),
    *(
        "tracks.listing",
        "editions.listing",
        "data.catalogue",
        "volunteers.events",
        "site.faq",
        "site.about",
        "site.accessibility",
        "consents.privacy",
        "site.complaints",
    ),
)
"""Pages that are always there."""
HIDDEN = ("/organizer", "/entries", "/judging", "/inbox", "/account", "/signin", "/language", "/appearance")
"""Personal pages; they refuse robots anyway, this spares both the trouble."""


@blp.route("/sitemap.xml", methods=["GET"])
@allow(PUBLIC)
def pages() -> Response:
    """Every public page, with the time of its last change where it is known."""
    articles = [one for one in ARTICLES.all_published() if one.kind in SHELVES]
    lines = [f"<url><loc>{escape(absolute(url_for(page)))}</loc></url>" for page in FIXED]
    for one in articles:
        place, changed = escape(absolute(address_of(one))), one.updated_at.isoformat()
        lines.append(f"<url><loc>{place}</loc><lastmod>{changed}</lastmod></url>")
    content = "".join(lines)
    content = f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{content}</urlset>'
    whole = f'<?xml version="1.0" encoding="utf-8"?>\n{content}'
    return served(whole.encode(), "application/xml; charset=utf-8")


@blp.route("/robots.txt", methods=["GET"])
@allow(PUBLIC)
def robots() -> Response:
    """What robots may read, and where the list of pages is."""
    hidden = "".join(f"Disallow: {path}\n" for path in HIDDEN)
    content = f"User-agent: *\n{hidden}\nSitemap: {absolute(url_for('sitemap.pages'))}\n"
    return served(content.encode(), "text/plain; charset=utf-8")
