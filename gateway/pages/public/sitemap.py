"""What robots read: which pages there are, and which to leave alone."""

from datetime import datetime
from xml.sax.saxutils import escape

from flask import Blueprint, url_for
from werkzeug import Response

from chassis.http.auth import PUBLIC, allow
from gateway.clients.registration.articles import ARTICLES
from gateway.clients.registration.outreach import OUTREACH
from gateway.clients.registration.winners import WINNERS, WinnerHead
from gateway.clients.service import side_by_side
from gateway.editions.lookup import all_editions
from gateway.editions.subject import address_in, is_first
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
def pages() -> Response:
    """Every public page, with the time of its last change where it is known."""
    articles, won, events = side_by_side(
        lambda: ARTICLES.all_published(ARTICLES_LISTED), WINNERS.everyone, OUTREACH.events
    )
    editions = all_editions()[:EDITIONS_LISTED]
    others = [one for one in editions if not is_first(one)]
    content = "".join(
        (
            *(_line(url_for(page)) for page in FIXED),
            *(_line(address_of(one), one.updated_at) for one in articles if one.kind in SHELVES),
            *(_line(address_in(one, page), one.updated_at) for one in others for page in OF_EDITIONS),
            *(_line(address_in(one, "tracks.show", key=track.key)) for one in editions for track in one.tracks),
            *map(_winner, won.items),
            *(_line(url_for("shifts.event", slug=one.slug), one.updated_at) for one in events.items),
        )
    )
    content = f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{content}</urlset>'
    whole = f'<?xml version="1.0" encoding="utf-8"?>\n{content}'
    return served(whole.encode(), "application/xml; charset=utf-8")


def _winner(one: WinnerHead) -> str:
    return _line(url_for("winner.show", edition=one.edition, number=one.number), one.updated_at)


def _line(path: str, changed: datetime | None = None) -> str:
    time = f"<lastmod>{changed.isoformat()}</lastmod>" if changed else ""
    return f"<url><loc>{escape(absolute(path))}</loc>{time}</url>"


@blp.route("/robots.txt", methods=["GET"])
@allow(PUBLIC)
def robots() -> Response:
    """What robots may read, and where the list of pages is."""
    hidden = "".join(f"Disallow: {path}\n" for path in HIDDEN)
    content = f"User-agent: *\n{hidden}\nSitemap: {absolute(url_for('sitemap.pages'))}\n"
    return served(content.encode(), "text/plain; charset=utf-8")
