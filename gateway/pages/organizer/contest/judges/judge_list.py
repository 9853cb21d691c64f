"""The judges of an edition: where they work, what they signed and declared, how much they have."""

from flask import Blueprint, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug import Response

from chassis.http.auth import allow
from chassis.http.privileged_use import personal
from contracts.roles import OVERSEEING
from gateway.clients.judging.judges import JUDGES, JudgeOfEdition
from gateway.clients.service import Page
from gateway.lists import filters
from gateway.lists.asked import Asked
from gateway.lists.columns import Column
from gateway.lists.filters import Choice, Words
from gateway.lists.listing import Listing
from gateway.pages.organizer.edition_filter import OVERSEEN
from gateway.shell.display import named

blp = Blueprint("judge_list", __name__)
DECLARED = {"yes": _l("已申报"), "no": _l("未申报")}
"""What one may look for."""


def _employers(row: JudgeOfEdition) -> str:
    return str(_("；")).join(row.employers)


def _former(row: JudgeOfEdition) -> str:
    return str(_("；")).join(row.former)


def _tracks(row: JudgeOfEdition) -> str:
    return str(_("、")).join(map(named, row.tracks))


def _conflicts(row: JudgeOfEdition) -> str:
    if row.declared_at is None:
        return str(_("未申报"))
    return str(_("%(num)d 项", num=row.conflicts) if row.conflicts else _("无"))


LISTING: Listing[JudgeOfEdition] = Listing(
    name="judges",
    title=_l("评委名单"),
    columns=(
        Column(
            "name",
            _l("评委"),
            lambda row: row.name,
            head=True,
            person=True,
            link=lambda row: url_for("grants.person", account_id=row.id),
            note=lambda row: row.title,
        ),
        Column("title", _l("职务或职称"), lambda row: row.title, filed_only=True),
        Column("employers", _l("现任职单位"), _employers, note=_former),
        Column("former", _l("近三年曾任职单位"), _former, filed_only=True),
        Column("tracks", _l("熟悉的赛道"), _tracks),
        Column("most", _l("最多评审"), lambda row: row.most if row.most is not None else "", number=True),
        Column("declared", _l("签署与申报时间"), lambda row: row.declared_at, note=lambda row: row.undertaking),
        Column("undertaking", _l("承诺书版本"), lambda row: row.undertaking, filed_only=True),
        Column("conflicts", _l("利害关系"), _conflicts),
        Column("assigned", _l("已分配"), lambda row: row.assigned, number=True),
        Column("submitted", _l("已提交"), lambda row: row.submitted, number=True),
    ),
    filters=(
        OVERSEEN.choice(),
        Choice("declared", _l("利害关系申报"), options=filters.named(DECLARED)),
        Words("q", _l("姓名或单位")),
    ),
    empty=(_l("没有符合条件的评委"), _l("在“人员”中邀请评委；接受邀请后，评委出现在这里。")),
)


@blp.route("/organizer/judges", methods=["GET"])
@allow(*OVERSEEING)
@personal
def listing() -> Response:
    """Everybody who may judge in an edition."""
    return LISTING.answer(_read, "organizer/contest/judges/judges.html")


def _read(asked: Asked) -> Page[JudgeOfEdition]:
    query = asked.query()
    slug = query.pop("edition", "")
    return JUDGES.of_edition(slug, query) if slug else Page(items=())
