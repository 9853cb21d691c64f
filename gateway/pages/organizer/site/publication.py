"""Looking an article over, publishing it now or later, and taking it off the site."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import msgspec
from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug import Response

from chassis import clock
from chassis.http.auth import allow
from chassis.http.client import Refused
from contracts.roles import ORGANIZER, OVERSEEING
from gateway.clients.registration.articles import ARTICLES, Article, Readable
from gateway.pages.organizer.site.article_list import KINDS
from gateway.pages.public.reading import address_of, worded
from gateway.pages.public.shelves import SHELVES
from gateway.shell.times import moment, typed_moment

blp = Blueprint("publication", __name__)
SAID_HERE = {409, 412, 422}
"""Refusals that stand on the article's own page."""


@blp.route("/organizer/articles/<uuid:article_id>", methods=["GET"])
@allow(*OVERSEEING, everywhere=True)
def show(article_id: UUID) -> str:
    """Where the article stands, what it will look like, and what can be done with it."""
    return _page(ARTICLES.article(article_id))


@blp.route("/organizer/articles/<uuid:article_id>/preview", methods=["GET"])
@allow(*OVERSEEING, everywhere=True)
def preview(article_id: UUID) -> str:
    """The article on its public page, as it would look if it were published now."""
    found = ARTICLES.article(article_id)
    shelf = SHELVES.get(found.kind) or SHELVES["notice"]
    return render_template("public/article.html", shelf=shelf, text=worded(_as_public(found)), preview=found)


@blp.route("/organizer/articles/<uuid:article_id>/publication", methods=["POST"])
@allow(ORGANIZER, everywhere=True)
def publish(article_id: UUID) -> Response | tuple[str, int]:
    """Make it public at once, or at a date and time of Beijing."""
    typed = {name: request.form.get(name, "") for name in ("when", "date", "time")}
    at = None
    if typed["when"] == "later":
        at = typed_moment(typed["date"], typed["time"])
        if at is None:
            problem = {"title": _("请选择发布时间"), "detail": _("定时发布需要填写日期和时间（北京时间）。")}
            return _page(ARTICLES.article(article_id), typed, problem), 422
    sentence = _("已定于 %(time)s 公开。", time=moment(at)) if at else _("已公开。")
    return _done(article_id, lambda etag: ARTICLES.publish(article_id, at, etag), sentence, typed)


@blp.route("/organizer/articles/<uuid:article_id>/withdrawal", methods=["POST"])
@allow(ORGANIZER, everywhere=True)
def withdraw(article_id: UUID) -> Response | tuple[str, int]:
    """Take it off the site, with the reason for the record."""
    typed = {"reason": request.form.get("reason", "").strip()}
    sentence = _("已撤回，公众不能再看到。")
    return _done(article_id, lambda etag: ARTICLES.withdraw(article_id, typed["reason"], etag), sentence, typed)


def _done(
    article_id: UUID, change: Callable[[str], Article], sentence: str, typed: dict[str, str]
) -> Response | tuple[str, int]:
    try:
        change(request.form.get("etag", ""))
    except Refused as refused:
        if refused.status not in SAID_HERE:
            raise
        return _page(ARTICLES.article(article_id), typed, refused.problem), refused.status
    flash(sentence, "success")
    return redirect(url_for("publication.show", article_id=article_id), 303)


def _as_public(found: Article) -> Readable:
    """The article as it would be sent to readers, were it published now."""
    at = found.publish_at or clock.now()
    facts = {"published_at": at, "updated_at": at, "number": found.versions}
    return msgspec.convert({**msgspec.structs.asdict(found), **facts}, Readable)


def _page(found: Article, typed: dict[str, str] | None = None, problem: dict[str, Any] | None = None) -> str:
    return render_template(
        "articles/show.html",
        article=found,
        kind=KINDS[found.kind],
        text=worded(_as_public(found)),
        public=address_of(found),
        typed=typed or {},
        problem=problem,
    )
