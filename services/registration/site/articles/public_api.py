"""HTTP API of what the public reads."""

from typing import Any

from chassis.http.api import Blueprint
from chassis.http.auth import PUBLIC, allow
from chassis.http.paging import page
from chassis.http.request_session import session
from services.registration.site.articles.models import Article
from services.registration.site.articles.public_schemas import ReadablePageSchema, ReadableQuerySchema, ReadableSchema
from services.registration.site.articles.reading import (
    Readable,
    contests_of,
    find_readable,
    select_readable,
    years_of,
)

blp = Blueprint(
    "public-articles", __name__, description="Notices, announcements, winners, questions, pages: for readers."
)


@blp.route("/published")
@allow(PUBLIC)
@blp.arguments(ReadableQuerySchema, location="query")
@blp.response(200, ReadablePageSchema)
def listing(wanted: dict[str, Any]) -> dict[str, Any]:
    """Articles that can be read now: the pinned first, then by order and time, the latest first."""
    told = {name: wanted[name] for name in ("bodies", "attachments")}
    kind, contest = wanted["kind"], wanted["contest"]
    query = select_readable(kind, contest=contest, year=wanted["year"], **told)
    found = page(session(), query, Article.place.desc(), wanted["after"], wanted["limit"])
    items = [Readable(one).facts(**told) for one in found.items]
    told_page: dict[str, Any] = {"items": items, "next": found.next}
    if wanted["narrowing"]:
        told_page |= {"years": years_of(session(), kind, contest), "contests": contests_of(session(), kind)}
    return told_page


@blp.route("/published/<kind>/<slug>")
@allow(PUBLIC)
@blp.response(200, ReadableSchema)
def show(kind: str, slug: str) -> dict[str, Any]:
    """One article that can be read now."""
    return find_readable(session(), kind, slug).facts(bodies=True)
