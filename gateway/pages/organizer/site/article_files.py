"""Files of an article: uploaded here, then chosen, named and ordered in its editor."""

from uuid import UUID

from flask import url_for
from flask_babel import gettext as _

from gateway.clients.registration.article_drafts import DRAFTS
from gateway.clients.registration.site_files import ARTICLE_FILES
from gateway.pages.organizer.collecting import Collected, Collecting, collecting_pages
from gateway.pages.organizer.site.article_list import title_of


def _look(article_id: UUID) -> Collected:
    found = DRAFTS.draft(article_id)
    may = "write" in found.may
    return Collected(
        heading=_("文章附件"),
        title=title_of(found.about),
        hint=_("先在这里上传，再到编辑页选用、命名和排序；发布后列在正文之后。图片会去除拍摄信息，过大的会缩小。"),
        files=found.about.files,
        may=may,
        back=url_for("article_editor.edit" if may else "article_editor.review", article_id=article_id),
        back_says=_("返回编辑") if may else _("返回"),
    )


blp = collecting_pages(
    Collecting(
        name="article_files",
        address="/organizer/articles/<uuid:article_id>/files",
        everywhere=True,
        look=_look,
        add=ARTICLE_FILES.add,
        remove=ARTICLE_FILES.remove,
    )
)
