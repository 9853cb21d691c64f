"""What programs read: Atom and iCalendar. Each answers 304 to whoever has it already."""

from datetime import datetime

from flask import Blueprint, abort, request, url_for
from flask_babel import force_locale
from flask_babel import lazy_gettext as _l
from werkzeug import Response

from chassis.http.auth import PUBLIC, allow
from gateway.clients.registration.articles import ARTICLES
from gateway.editions.subject import find_subject
from gateway.pages.public import atom, ical
from gateway.pages.public.reading import SHELVES
from gateway.pages.public.shelves import asked_contest

blp = Blueprint("feeds", __name__)
TITLES = {"notice": _l("大赛通知"), "announcement": _l("公示公告"), "winners": _l("结果公告")}
"""What the feeds are called."""
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


@blp.route("/<any(notices, announcements, winners):shelf>.atom", methods=["GET"])
@allow(PUBLIC)
def articles(shelf: str) -> Response:
    """The latest notices, public notices or results with their text, of all contests or of one."""
    kind, contest = next(kind for kind, name in SHELVES.items() if name == shelf), asked_contest()
    own = url_for("feeds.articles", shelf=shelf, contest=contest)
    items = ARTICLES.published(kind, bodies=True, limit=PER_FEED, contest=contest).items
    with force_locale("zh_CN"):
        content = atom.feed(str(TITLES[kind]), own, url_for(f"{shelf}.listing", contest=contest), items)
    return served(content, "application/atom+xml; charset=utf-8")


@blp.route("/timetable.ics", methods=["GET"], defaults={"slug": ""})
@blp.route("/editions/<slug>/timetable.ics", methods=["GET"])
@allow(PUBLIC)
def timetable(slug: str) -> Response:
    """The stages of an edition, in the reader's language."""
    edition = find_subject(slug) or abort(404)
    response = served(ical.calendar(edition), "text/calendar; charset=utf-8", edition.updated_at)
    response.headers["Content-Disposition"] = f'attachment; filename="{edition.slug}.ics"'
    response.headers["Vary"] = "Accept-Language, Cookie"
    return response
