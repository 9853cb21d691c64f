"""Winners of an edition from a table: pasted or uploaded, every line checked and shown, then published at once."""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any

from flask import Blueprint, Response
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from chassis.http.auth import allow
from chassis.words.folding import fold
from chassis.words.visible import cleaned
from contracts.roles import ORGANIZER
from gateway.bulk import pages
from gateway.bulk.batch import BadCell, Batch, Cell, Values
from gateway.bulk.cells import read_text
from gateway.clients.registration.edition_parts import Award, Choice
from gateway.clients.registration.editions import Edition
from gateway.clients.registration.site_files import CollectedFile
from gateway.clients.registration.winners import WINNERS, OwnWinners
from gateway.pages.organizer.contest.winners.own_winners import ADDRESS, ended
from gateway.pages.organizer.contest.winners.rows import Row, picture_of, put_in, row_of
from gateway.pages.organizer.contest.winners.winner_form import FORM

blp = Blueprint("winner_table", __name__)
_NUMBER = re.compile(r"[A-Z0-9][A-Z0-9-]{0,29}")


@blp.route(f"{ADDRESS}/table", methods=["GET", "POST"])
@allow(ORGANIZER)
def paste(slug: str) -> Response:
    """Give a table, look at what was understood, publish it."""
    edition, found = ended(slug)
    return pages.answer(_batch(edition, found), "organizer/contest/winners/table.html", edition=edition)


def _batch(edition: Edition, found: OwnWinners) -> Batch:
    before = {one.number: row_of(one) for one in found.items}

    def foresee(values: Values) -> str:
        standing = before.get(values["number"])
        if standing is None:
            return str(_("新增"))
        return str(_("更新") if _row(values, standing) != standing else _("与已发布的相同"))

    def do_all(rows: Sequence[Values]) -> None:
        winners = list(before.values())
        for values in rows:
            winners = put_in(winners, _row(values, before.get(values["number"])), edition)
        WINNERS.put(edition.slug, winners, found.etag)

    return Batch(
        "winners", _l("粘贴获奖名单"), _columns(edition, found.files), foresee, do_all=do_all, unique=("number",)
    )


def _row(values: Values, standing: Row | None) -> Row:
    """The winner that a line says; of one that stands already, what an empty cell leaves out stays."""
    blank: Row = {name: "" for name in values} | {"answers": [], "picture": None}
    return {**(standing or blank), **{name: value for name, value in values.items() if value or standing is None}}


def _columns(edition: Edition, files: Sequence[CollectedFile]) -> tuple[Cell, ...]:
    """What the table says of each winner, and what its columns are called in either language."""
    track, group, award = (
        partial(_choice, found, wrong)
        for found, wrong in (
            (edition.tracks, _l("本届没有这个赛道。")),
            (edition.groups, _l("本届没有这个组别。")),
            (edition.awards, _l("本届没有这个奖项。")),
        )
    )
    sample = f"{edition.entry_prefix}-0001"
    return (
        _cell("number", ("编号", "number"), _number, sample),
        _cell("title", ("名称", "作品名称", "title"), sample=_l("示例项目")),
        _cell("organisation", ("单位", "organisation", "organization"), sample=_l("示例单位")),
        _cell("track", ("track",), track, edition.tracks[0].name if edition.tracks else ""),
        _cell("group", ("group",), group),
        _cell("award", ("奖级", "award"), award, edition.awards[0].name),
        _cell("summary", ("简介", "summary")),
        _cell("picture", ("图片文件名", "picture"), partial(_picture, files)),
        *(_cell(f"{name}_en", (f"{name} in english",)) for name in ("title", "organisation", "summary")),
    )


def _cell(name: str, names: Sequence[str], read: Callable[[str], Any] | None = None, sample: Any = "") -> Cell:
    """The column of a field of the form, under the same limits."""
    field = FORM[name]
    return Cell(
        name,
        field.label,
        names,
        read or partial(read_text, most=field.most or 0),
        required=field.required,
        sample=sample,
    )


def _number(text: str) -> str:
    found = cleaned(text).upper()
    if not _NUMBER.fullmatch(found):
        raise BadCell(_("只能使用大写字母、数字和连字符，最多 30 个字符。"))
    return found


def _choice(known: Iterable[Choice | Award], wrong: Any, text: str) -> str:
    """The key of what is called so, in either language."""
    if not text:
        return ""
    found = next((one.key for one in known if fold(text) in {fold(one.name), fold(one.name_en)}), None)
    if found is None:
        raise BadCell(str(wrong))
    return found


def _picture(files: Sequence[CollectedFile], text: str) -> Row | None:
    """The picture that was uploaded under this name, with or without the ending."""
    if not text:
        return None
    wanted = fold(text)
    found = next((one for one in files if wanted in {fold(one.name), fold(one.name.rpartition(".")[0])}), None)
    if found is None:
        raise BadCell(_("没有这张图片，请先上传，再按文件名填写。"))
    return picture_of(found)
