"""The alike entries of an edition, the most alike first, for the office."""

from collections.abc import Callable

from flask import Blueprint, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug import Response

from chassis.http.auth import allow
from chassis.http.privileged_use import personal
from contracts.roles import OVERSEEING
from gateway.clients.likeness import LIKENESSES, AlikeEntry, LikenessRow
from gateway.clients.service import Page
from gateway.editions.lookup import find_edition
from gateway.lists.asked import Asked
from gateway.lists.columns import Column, state
from gateway.lists.filters import Choice
from gateway.lists.listing import Listing
from gateway.pages.organizer.edition_filter import OVERSEEN
from gateway.shell.display import named
from gateway.shell.state_words import STATES

blp = Blueprint("likeness_list", __name__)
ORDER = ("found", "referred", "cleared", "settled")
"""States as the filter lists them: what is to be done first."""


def _states() -> list[tuple[str, str]]:
    return [(key, str(STATES[f"likeness-{key}"][0])) for key in ORDER]


def _where(of: Callable[[LikenessRow], AlikeEntry]) -> Callable[[LikenessRow], str]:
    """Number and, where it is not the one that is listed, the edition of one of the two."""

    def tell(row: LikenessRow) -> str:
        entry = of(row)
        if entry.edition == OVERSEEN.asked():
            return entry.number
        return f"{entry.number} · {named(find_edition(entry.edition)) or entry.edition}"

    return tell


def _same(said: bool) -> str:
    return str(_("相同") if said else _("不同"))


LISTING: Listing[LikenessRow] = Listing(
    name="alike-entries",
    title=_l("相似项目"),
    columns=(
        Column("degree", _l("最高相似度"), lambda row: f"{row.degree}%", number=True),
        Column(
            "second",
            _l("项目"),
            lambda row: row.second.name,
            head=True,
            link=lambda row: url_for("likeness_pair.show", pair_id=row.id),
            note=_where(lambda row: row.second),
        ),
        Column("number", _l("编号"), _where(lambda row: row.second), filed_only=True),
        Column("first", _l("与之相似的项目"), lambda row: row.first.name, note=_where(lambda row: row.first)),
        Column("other", _l("与之相似的编号"), _where(lambda row: row.first), filed_only=True),
        Column("title", _l("标题"), lambda row: f"{row.title}%", number=True),
        Column("text", _l("正文"), lambda row: f"{row.text}%", number=True),
        Column("files", _l("相同文件"), lambda row: row.files, number=True),
        Column("organisation", _l("申报单位"), lambda row: _same(row.same_organisation)),
        Column("leader", _l("负责人"), lambda row: _same(row.same_leader)),
        state("state", _l("状态"), lambda row: row.state, prefix="likeness-"),
        Column("decider", _l("处理人"), lambda row: row.decider_name, filed_only=True),
        Column("reason", _l("说明"), lambda row: row.reason, filed_only=True),
    ),
    filters=(
        OVERSEEN.choice(),
        Choice("state", _l("状态"), options=_states),
    ),
    empty=(_l("没有相似的项目"), _l("项目提交后自动与本届和往届比较，发现相似的会列在这里。")),
)


@blp.route("/organizer/likenesses", methods=["GET"])
@allow(*OVERSEEING)
@personal
def listing() -> Response:
    """The alike entries of an edition, compared with earlier editions too."""
    return LISTING.answer(_read, "organizer/screening/likenesses.html")


def _read(asked: Asked) -> Page[LikenessRow]:
    query = asked.query()
    slug = query.pop("edition", "")
    return LIKENESSES.of_edition(slug, query) if slug else Page(items=())
