"""The stages of judging of all editions, with what the rubric of each needs next."""

from flask import Blueprint, Response, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from chassis.http.auth import allow
from contracts.roles import OVERSEEING
from gateway.clients.judging.rubric_drafts import RUBRIC_DRAFTS, ListedRubric, RubricHead
from gateway.clients.service import Page
from gateway.lists.asked import Asked
from gateway.lists.columns import Column, state
from gateway.lists.listing import Listing
from gateway.shell.display import named
from gateway.shell.times import deadline

blp = Blueprint("stage_list", __name__)
PREFIX = "rubric-"
"""Before the states of rubrics in the table of states."""


def title_of(stage: RubricHead) -> str:
    """The stage with its edition, in the reader's language."""
    return str(_("%(edition)s · %(stage)s", edition=named(stage, "edition_name"), stage=named(stage)))


def next_step(stage: ListedRubric) -> str:
    """What it needs next."""
    match stage.state:
        case "missing":
            return _unwritten(stage.phase)
        case "draft":
            count = stage.missing
            return str(ngettext("还差 %(num)d 项", "还差 %(num)d 项", count) if count else _("检查后发布"))
        case "changed":
            return str(_("有修改未发布"))
        case "published":
            return str(_("分配评委"))
        case "gone":
            return str(_("届次中已没有这个阶段"))
    if stage.phase == "upcoming":
        return str(_("等待评审开始"))
    return str(_("评审进行中") if stage.phase == "open" else _("评审已截止，查看排名"))


def _unwritten(phase: str) -> str:
    if phase == "closed":
        return str(_("评审时间已过，没有在本站评审"))
    return str(_("评审已开始，请尽快编写评分细则") if phase == "open" else _("编写评分细则"))


def _link(stage: ListedRubric) -> str:
    page = "rubric_beginning.choose" if stage.state == "missing" and stage.may else "rubric_editor.review"
    return "" if stage.state == "missing" and not stage.may else url_for(page, edition=stage.edition, key=stage.key)


LISTING: Listing[ListedRubric] = Listing(
    name="stages",
    title=_l("评审设置"),
    columns=(
        Column("name", _l("评审阶段"), named, head=True, link=_link, note=lambda row: named(row, "edition_name")),
        Column("edition", _l("届次"), lambda row: named(row, "edition_name"), filed_only=True),
        state("state", _l("评分细则"), lambda row: row.state, PREFIX),
        Column("opens_at", _l("评审开始"), lambda row: row.opens_at, keep=True),
        Column("closes_at", _l("评审截止"), lambda row: row.closes_at, lambda row: deadline(row.closes_at), keep=True),
        Column("next", _l("接下来"), next_step),
    ),
    empty=(_l("还没有评审阶段"), _l("评审阶段在届次的赛程中设置，届次发布后出现在这里。")),
)


@blp.route("/organizer/stages", methods=["GET"])
@allow(*OVERSEEING)
def listing() -> Response:
    """Every stage of judging that one oversees, the latest first."""
    return LISTING.answer(_read, "organizer/contest/stages/list.html")


def _read(asked: Asked) -> Page[ListedRubric]:
    return RUBRIC_DRAFTS.stages(**asked.query())
