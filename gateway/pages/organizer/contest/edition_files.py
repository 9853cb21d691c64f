"""Pictures and documents of an edition: uploaded once, then chosen wherever one is shown or offered."""

from flask import url_for
from flask_babel import gettext as _

from gateway.clients.registration.edition_drafts import EDITION_DRAFTS
from gateway.clients.registration.site_files import EDITION_FILES
from gateway.clients.service import side_by_side
from gateway.pages.organizer.collecting import Collected, Collecting, collecting_pages
from gateway.pages.organizer.contest.edition_words import name_of


def _look(slug: str) -> Collected:
    edition, found = side_by_side(lambda: EDITION_DRAFTS.overview(slug), lambda: EDITION_FILES.collection(slug))
    return Collected(
        heading=_("图片与文件"),
        title=name_of(edition),
        hint=_("先在这里上传，再到赛道、组织单位、下载材料等处选用。图片会去除拍摄信息，过大的会缩小。"),
        files=found.items,
        may=bool(edition.may),
        back=url_for("edition_page.show", slug=slug),
        back_says=_("返回这一届"),
    )


blp = collecting_pages(
    Collecting(
        name="edition_files",
        address="/organizer/editions/<slug>/files",
        everywhere=False,
        look=_look,
        add=EDITION_FILES.add,
        remove=EDITION_FILES.remove,
    )
)
