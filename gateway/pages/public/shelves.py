"""Lists of articles with a page for each: 大赛通知, 公示公告. What announces results stands with the winners."""

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, abort, render_template, request, url_for
from flask_babel import lazy_gettext as _l

from chassis.http.auth import PUBLIC, allow
from chassis.http.fields import is_key
from gateway.clients.registration.articles import ARTICLES
from gateway.editions.lookup import edition_of_contest
from gateway.editions.subject import follow
from gateway.pages.public import reading
from gateway.pages.public.concerns import follow_owner

PER_PAGE = 20
YEARS = range(2000, 2200)
"""Years that can be asked for."""


@dataclass(frozen=True)
class Shelf:
    """A list and what it says of itself."""

    kind: str
    title: Any
    lead: Any
    empty: Any

    @property
    def address(self) -> str:
        """The path of the list."""
        return f"/{reading.SHELVES[self.kind]}"

    def listing(self, contest: str | None = None) -> str:
        """The address of the list, for a contest or for all."""
        return url_for(f"{reading.SHELVES[self.kind]}.listing", contest=contest)

    def feed(self, contest: str | None = None) -> str:
        """The path of its Atom feed, for a contest or for all."""
        return url_for("feeds.articles", shelf=reading.SHELVES[self.kind], contest=contest)


SHELVES = {
    "notice": Shelf(
        "notice",
        _l("大赛通知"),
        _l("大赛组织方发布的通知，以本页为准。"),
        _l("目前没有通知。新的通知会发布在这里。"),
    ),
    "announcement": Shelf(
        "announcement",
        _l("公示公告"),
        _l("入围名单公示、拟获奖公示和结果公告。公示期内可以实名提出异议。"),
        _l("目前没有公示公告。评审阶段结束后会在这里公示。"),
    ),
    "winners": Shelf(
        "winners",
        _l("获奖作品"),
        _l("历届大赛公告的获奖名单和获奖作品。"),
        _l("目前没有获奖作品。结果公告后会在这里发布。"),
    ),
}


def asked_contest() -> str | None:
    """The contest whose articles are asked for alone."""
    key = request.args.get("contest", "")
    return key if is_key(key) else None


def _blueprint(name: str, shelf: Shelf) -> Blueprint:
    blp = Blueprint(name, __name__)

    @blp.route(shelf.address, methods=["GET"])
    @allow(PUBLIC)
    def listing() -> str:
        """The articles of all years and contests or of one, the pinned and the latest first."""
        year, contest = request.args.get("year", type=int), asked_contest()
        year = year if year in YEARS else None
        found = ARTICLES.published(
            shelf.kind, after=request.args.get("after"), limit=PER_PAGE, narrowing=True, year=year, contest=contest
        )
        follow(edition_of_contest(contest) if contest else None)
        articles = reading.all_worded(found.items)
        return render_template(
            "public/list.html", shelf=shelf, articles=articles, found=found, year=year, contest=contest
        )

    @blp.route(f"{shelf.address}/<slug>", methods=["GET"])
    @allow(PUBLIC)
    def show(slug: str) -> str:
        """One article."""
        article = reading.find(shelf.kind, slug) or abort(404)
        follow_owner(article)
        return render_template("public/article.html", shelf=shelf, text=reading.worded(article))

    return blp


BLUEPRINTS = tuple(_blueprint(shelf.address.strip("/"), shelf) for kind, shelf in SHELVES.items() if kind != "winners")
