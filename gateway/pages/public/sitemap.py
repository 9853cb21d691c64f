"""What robots read: which pages there are, and which to leave alone."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from xml.sax.saxutils import escape

from flask import Blueprint, url_for
from werkzeug import Response

from chassis.http.auth import PUBLIC, allow
from gateway.clients.registration.articles import ARTICLES
from gateway.clients.registration.outreach import OUTREACH
from gateway.clients.registration.winners import WINNERS
from gateway.editions.lookup import all_editions
from gateway.editions.subject import address_in, is_first
from gateway.editions.track_pages import track_address
from gateway.pages.public.feeds import served
from gateway.pages.public.reading import SHELVES, absolute, address_of

blp = Blueprint("sitemap", __name__)
FIXED = (
    *("home.front", "notices.listing", "timetable.show", "enter.show", "announcements.listing", "winners.listing"),
    *(
        "tracks.listing",
        "editions.listing",
        "catalogue.show",
        "shifts.events",
        "site.faq",
        "site.about",
        "site.accessibility",
        "consents.privacy",
        "site.complaints",
    ),
)
"""Pages that are always there."""
OF_EDITIONS = ("home.front", "timetable.show", "enter.show", "tracks.listing")
"""Pages that every edition has."""
HIDDEN = ("/organizer", "/entries", "/judging", "/inbox", "/account", "/signin", "/language", "/appearance")
"""Personal pages; they refuse robots anyway, this spares both the trouble."""
ARTICLES_LISTED, EDITIONS_LISTED = 200, 12
"""The latest articles and editions; robots find the others as people do, by the lists."""


@blp.route("/sitemap.xml", methods=["GET"])
@allow(PUBLIC)
def index() -> Response:
    """Where robots find every public page: a list for each kind, so that none grows with the others."""
    places = (absolute(url_for("sitemap.pages", kind=kind)) for kind in LISTS)
    return _served("sitemapindex", "".join(f"<sitemap><loc>{escape(place)}</loc></sitemap>" for place in places))


@blp.route("/sitemap/<any(editions, articles, winners, events):kind>.xml", methods=["GET"])
@allow(PUBLIC)
def pages(kind: str) -> Response:
    """The public pages of a kind, with the time of their last change where it is known."""
    return _served("urlset", "".join(LISTS[kind]()))


def _of_editions() -> Iterator[str]:
    """Pages that are always there, and those of the latest editions."""
    yield from (_line(url_for(page)) for page in FIXED)
    for edition in all_editions()[:EDITIONS_LISTED]:
        if not is_first(edition):
            yield from (_line(address_in(edition, page), edition.updated_at) for page in OF_EDITIONS)
        yield from (_line(track_address(edition, track)) for track in edition.tracks)


def _articles() -> Iterator[str]:
    found = ARTICLES.all_published(ARTICLES_LISTED)
    return (_line(address_of(one), one.updated_at) for one in found if one.kind in SHELVES)


def _winners() -> Iterator[str]:
    found = WINNERS.everyone().items
    return (_line(url_for("winner.show", edition=one.edition, number=one.number), one.updated_at) for one in found)


def _events() -> Iterator[str]:
    return (_line(url_for("shifts.event", slug=one.slug), one.updated_at) for one in OUTREACH.events().items)


LISTS: Mapping[str, Callable[[], Iterator[str]]] = {
    "editions": _of_editions,
    "articles": _articles,
    "winners": _winners,
    "events": _events,
}
"""What the lines of each list are made by."""


def _served(element: str, lines: str) -> Response:
    content = f'<{element} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{lines}</{element}>'
    whole = f'<?xml version="1.0" encoding="utf-8"?>\n{content}'
    return served(whole.encode(), "application/xml; charset=utf-8")


def _line(path: str, changed: datetime | None = None) -> str:
    time = f"<lastmod>{changed.isoformat()}</lastmod>" if changed else ""
    return f"<url><loc>{escape(absolute(path))}</loc>{time}</url>"


@blp.route("/robots.txt", methods=["GET"])
@allow(PUBLIC)
def robots() -> Response:
    """What robots may read, and where the list of pages is."""
    hidden = "".join(f"Disallow: {path}\n" for path in HIDDEN)
    content = f"User-agent: *\n{hidden}\nSitemap: {absolute(url_for('sitemap.index'))}\n"
    return served(content.encode(), "text/plain; charset=utf-8")
