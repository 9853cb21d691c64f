"""Pictures of the winners of an edition: uploaded once, then chosen for a winner or named in a table."""

from flask import url_for
from flask_babel import gettext as _

from contracts.roles import ORGANIZER
from gateway.clients.registration.winners import WINNER_FILES
from gateway.pages.organizer.collecting import Collected, Collecting, collecting_pages
from gateway.pages.organizer.contest.winners.own_winners import ADDRESS
from gateway.pages.organizer.contest.winners.rows import wanted_edition
from gateway.pages.public.face.wordmark import full_name


def _look(slug: str) -> Collected:
    return Collected(
        heading=_("获奖作品的图片"),
        title=full_name(wanted_edition(slug)),
        hint=_("先在这里上传，再到各项作品中选用，或在表格的“图片”一列写文件名。图片会去除拍摄信息，过大的会缩小。"),
        files=WINNER_FILES.collection(slug).items,
        may=True,
        back=url_for("own_winners.listing", slug=slug),
        back_says=_("返回获奖名单"),
        pictures_only=True,
    )


blp = collecting_pages(
    Collecting(
        name="winner_pictures",
        address=f"{ADDRESS}/pictures",
        everywhere=False,
        look=_look,
        add=WINNER_FILES.add,
        remove=WINNER_FILES.remove,
        readers=(ORGANIZER,),
    )
)
