"""The editor of an article: what stands around its draft, when it is published, and taking it off the site."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from flask import render_template, request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug import Response
from werkzeug.datastructures import MultiDict

from chassis import clock, shapes
from chassis.http.auth import allow
from chassis.http.errors import Problem
from contracts.roles import ORGANIZER, OVERSEEING
from gateway.clients.manuscripts import Manuscript
from gateway.clients.registration.article_drafts import DRAFTS, ArticleText
from gateway.clients.registration.articles import ARTICLES, Readable, WrittenArticle
from gateway.clients.registration.site_files import OfferedFile, SiteFile
from gateway.editors.editor import Editor
from gateway.editors.pages import editor_pages
from gateway.editors.review import done
from gateway.pages.organizer.site.article_list import KINDS, title_of
from gateway.pages.public.reading import address_of, worded
from gateway.pages.public.shelves import SHELVES
from gateway.shell.times import moment, typed_moment


class NoMoment(Problem):
    status = 422
    code = "no-moment"
    title = _l("请选择发布时间")
    detail = _l("定时发布需要填写日期和时间（北京时间）。")


def _chosen(sent: MultiDict[str, str]) -> dict[str, Any]:
    """When it becomes public: at once, or at a date and time of Beijing. Raises NoMoment."""
    if sent.get("when") != "later":
        return {"publish_at": None}
    at = typed_moment(sent.get("date", ""), sent.get("time", ""))
    if at is None:
        raise NoMoment
    return {"publish_at": at}


def _published(found: Manuscript[WrittenArticle]) -> str:
    scheduled, at = found.about.state == "scheduled", found.about.publish_at
    return str(_("已定于 %(time)s 公开。", time=moment(at)) if scheduled else _("已公开。"))


def _preview(found: Manuscript[WrittenArticle]) -> str:
    shelf = SHELVES.get(found.about.kind) or SHELVES["notice"]
    return render_template("public/article.html", shelf=shelf, text=worded(_as_public(found)), preview=found.about)


def _as_public(found: Manuscript[WrittenArticle]) -> Readable:
    """The article as it would be sent to readers, were it published now."""
    text, at = shapes.fit(found.content, ArticleText), found.about.publish_at or clock.now()
    return Readable(
        kind=found.about.kind,
        slug=found.about.slug,
        contest=text.contest,
        edition=text.edition,
        title=text.title,
        title_en=text.title_en,
        summary=text.summary,
        summary_en=text.summary_en,
        body=text.body,
        body_en=text.body_en,
        document_number=text.document_number,
        signed_by=text.signed_by,
        signed_by_en=text.signed_by_en,
        pinned="pinned" in text.display,
        red_head="red_head" in text.display,
        number=1,
        published_at=at,
        updated_at=at,
        attachments=tuple(_attached(text, found.about)),
    )


def _attached(text: ArticleText, article: WrittenArticle) -> Iterator[OfferedFile]:
    """What the draft attaches; rows that are not done yet are left out."""
    for row in text.attachments:
        for file in article.files:
            if row.file and file.sha256.startswith(row.file):
                told = SiteFile(file.sha256, file.name, file.type, file.size, file.width, file.height)
                yield OfferedFile(row.title or file.name, row.title_en, told)


EDITOR: Editor[WrittenArticle] = Editor(
    name="article_editor",
    address="/organizer/articles/<uuid:article_id>",
    source=DRAFTS,
    title=lambda found: title_of(found.about),
    mark=lambda found: found.about.state,
    preview=_preview,
    published=_published,
    readers=OVERSEEING,
    writers=(ORGANIZER,),
    everywhere=True,
    chosen=_chosen,
    fields="organizer/site/articles/fields.html",
    about="organizer/site/articles/about.html",
    publishing="organizer/site/articles/publishing.html",
    facts={"kinds": KINDS, "read_at": address_of},
)
blp = editor_pages(EDITOR)


@blp.route("/organizer/articles/<uuid:article_id>/withdrawal", methods=["POST"])
@allow(ORGANIZER, everywhere=True)
def withdraw(article_id: UUID) -> Response | tuple[str, int]:
    """Take it off the site, with the reason for the record."""

    def act(etag: str) -> str:
        ARTICLES.withdraw(article_id, request.form.get("reason", "").strip(), etag)
        return str(_("已撤回，公众不能再看到。"))

    return done(EDITOR, {"article_id": article_id}, act)
