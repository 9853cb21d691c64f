"""The list of articles, and starting a new one."""

from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from flask_babel import lazy_gettext as _l
from werkzeug import Response

from chassis.http.auth import allow
from chassis.http.client import Refused
from chassis.storage import ids
from contracts.roles import ORGANIZER, OVERSEEING
from gateway.clients.registration.articles import ARTICLES

blp = Blueprint("articles", __name__)
KINDS = {
    "notice": _l("大赛通知"),
    "announcement": _l("公示公告"),
    "winners": _l("获奖作品"),
    "faq": _l("常见问题"),
    "page": _l("页面"),
}
PAGES = {"about": _l("关于我们"), "accessibility": _l("无障碍声明"), "complaints": _l("投诉举报")}
"""Pages that an article of their name replaces or fills."""
STATES = ("draft", "scheduled", "published", "withdrawn")
PER_PAGE = 50


@blp.route("/organizer/articles", methods=["GET"])
@allow(*OVERSEEING, everywhere=True)
def listing() -> str:
    """Every article, narrowed by kind and state."""
    wanted = {name: request.args.get(name, "") for name in ("kind", "state", "after")}
    found = ARTICLES.articles(limit=PER_PAGE, **wanted)
    return render_template("articles/list.html", found=found, wanted=wanted, kinds=KINDS, states=STATES)


@blp.route("/organizer/articles/new", methods=["GET"])
@allow(ORGANIZER, everywhere=True)
def start() -> str:
    """What to write: a notice, an announcement, a question, a page."""
    return _start({"kind": request.args.get("kind", "notice")})


@blp.route("/organizer/articles/new", methods=["POST"])
@allow(ORGANIZER, everywhere=True)
def create() -> Response | tuple[str, int]:
    """Start a draft; pressing twice starts one."""
    typed = {name: request.form.get(name, "").strip() for name in ("kind", "title", "page")}
    body = {"kind": typed["kind"], "title": typed["title"]}
    if typed["kind"] == "page":
        body["slug"] = typed["page"]
    try:
        made = ARTICLES.create(body, request.form.get("key") or str(ids.new_id()))
    except Refused as refused:
        if refused.status not in {409, 422}:
            raise
        return _start(typed, refused.problem), refused.status
    return redirect(url_for("editing.edit", article_id=made.id), 303)


def _start(typed: dict[str, str], problem: dict[str, Any] | None = None) -> str:
    return render_template(
        "articles/new.html", typed=typed, problem=problem, kinds=KINDS, pages=PAGES, key=ids.new_id()
    )
