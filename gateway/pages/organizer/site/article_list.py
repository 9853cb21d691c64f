"""The list of articles, and starting a new one."""

from typing import Any

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug import Response as Answer

from chassis.http.auth import allow
from chassis.http.client import Refused
from chassis.storage import ids
from contracts.roles import ORGANIZER, OVERSEEING
from gateway.clients.registration.articles import ARTICLES, Article
from gateway.clients.service import Page
from gateway.forms import saving
from gateway.lists.asked import Asked
from gateway.lists.columns import Column, state
from gateway.lists.filters import Choice, named
from gateway.lists.listing import Listing
from gateway.pages.public.concerns import name_of
from gateway.shell.display import named as worded
from gateway.shell.state_words import STATES

blp = Blueprint("article_list", __name__)
KINDS = {
    "notice": _l("大赛通知"),
    "announcement": _l("公示公告"),
    "winners": _l("获奖作品"),
    "faq": _l("常见问题"),
    "page": _l("页面"),
}
PAGES = {"about": _l("关于我们"), "accessibility": _l("无障碍声明"), "complaints": _l("投诉举报")}
"""Pages that an article of their name replaces or fills."""
STANDINGS = ("draft", "scheduled", "published", "withdrawn")


def title_of(article: Article) -> str:
    """The title in the reader's language, or that there is none yet."""
    return worded(article, "title") or _("（无标题）")


LISTING: Listing[Article] = Listing(
    name="articles",
    title=_l("通知与页面"),
    columns=(
        Column(
            "title",
            _l("标题"),
            title_of,
            head=True,
            link=lambda row: url_for("article_editor.review", article_id=row.id),
            note=lambda row: _("置顶") if row.pinned else "",
        ),
        Column("kind", _l("类别"), lambda row: str(KINDS[row.kind])),
        Column("concern", _l("所属"), name_of),
        state("state", _l("状态"), lambda row: row.state),
        Column("publish_at", _l("公开时间"), lambda row: row.publish_at, keep=True),
        Column("updated_at", _l("最近修改"), lambda row: row.updated_at, keep=True, sort=True),
        Column("updated_by", _l("修改人"), lambda row: row.updated_name),
        Column("created_at", _l("创建时间"), lambda row: row.created_at, filed_only=True),
    ),
    filters=(
        Choice("kind", _l("类别"), options=named(KINDS)),
        Choice("state", _l("状态"), options=lambda: [(key, STATES[key][0]) for key in STANDINGS]),
    ),
    empty=(_l("没有符合条件的内容"), _l("请调整筛选条件，或新建通知、公告、常见问题和页面。")),
)


@blp.route("/organizer/articles", methods=["GET"])
@allow(*OVERSEEING, everywhere=True)
def listing() -> Response:
    """Every article, narrowed by kind and state."""
    return LISTING.answer(_read, "organizer/site/articles/list.html")


def _read(asked: Asked) -> Page[Article]:
    return ARTICLES.articles(**asked.query())


@blp.route("/organizer/articles/new", methods=["GET"])
@allow(ORGANIZER, everywhere=True)
def start() -> str:
    """What to write: a notice, an announcement, a question, a page."""
    return _start({"kind": request.args.get("kind", "notice")})


@blp.route("/organizer/articles/new", methods=["POST"])
@allow(ORGANIZER, everywhere=True)
def create() -> Answer | tuple[str, int]:
    """Start a draft; pressing twice starts one."""
    typed = {name: request.form.get(name, "").strip() for name in ("kind", "title", "page")}
    slug = typed["page"] if typed["kind"] == "page" else ""
    try:
        made = ARTICLES.create(typed["kind"], typed["title"], slug, saving.pressed_key())
    except Refused as refused:
        if refused.status not in {409, 422}:
            raise
        return _start(typed, refused.problem), refused.status
    return redirect(url_for("article_editor.edit", article_id=made.id), 303)


def _start(typed: dict[str, str], problem: dict[str, Any] | None = None) -> str:
    return render_template(
        "organizer/site/articles/new.html", typed=typed, problem=problem, kinds=KINDS, pages=PAGES, key=ids.new_id()
    )
