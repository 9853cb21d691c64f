"""The form for one winner: what is asked, how a winner fills it, and what is made of the answers."""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from flask_babel import lazy_gettext as _l

from chassis import clock, shapes
from gateway.clients.registration.editions import Edition
from gateway.clients.registration.site_files import CollectedFile
from gateway.clients.registration.winners import Winner
from gateway.editions.words import preview_address
from gateway.forms.fields import Field
from gateway.forms.form import Form
from gateway.pages.organizer.contest.winners.rows import SUMMARIES, TEXTS, Row, picture_of, row_of

FORM = Form(
    (
        Field(name="number", label=_l("项目编号"), hint=_l("大写字母、数字和连字符"), most=30, required=True),
        Field(name="title", label=_l("项目名称"), most=100, required=True),
        Field(name="organisation", label=_l("申报单位"), most=200, required=True),
        Field(name="track", label=_l("赛道"), kind="select", required=True),
        Field(name="group", label=_l("组别"), kind="select"),
        Field(name="award", label=_l("奖项"), kind="select", required=True),
        Field(name="summary", label=_l("一句话简介"), kind="area", most=1000, rows=3),
        Field(
            name="picture",
            label=_l("图片"),
            kind="pictures",
            hint=_l("图片先在“获奖名单”页上传；没有图片的作品显示插图。"),
        ),
        Field(name="title_en", label=_l("英文项目名称"), most=200),
        Field(name="organisation_en", label=_l("英文申报单位"), most=400),
        Field(name="summary_en", label=_l("英文简介"), kind="area", most=2000, rows=3),
    )
)


def form_for(edition: Edition, files: Sequence[CollectedFile]) -> Form:
    """The form with the tracks, groups and awards of the edition and its pictures to choose from."""
    named = {
        name: [{"key": one.key, "name": one.name, "name_en": one.name_en} for one in found]
        for name, found in (("track", edition.tracks), ("group", edition.groups), ("award", edition.awards))
    }
    pictures = [{"key": file.sha256, "name": file.name, "picture": preview_address(file)} for file in files]
    return FORM.offering(picture=pictures, **named)


def filled_in(winner: Winner | None) -> dict[str, str]:
    """What the form holds of a winner; nothing of a new one."""
    if winner is None:
        return {}
    texts = {name: getattr(winner, name) for name in (*TEXTS, *SUMMARIES)}
    return {**texts, "picture": winner.picture.sha256 if winner.picture else ""}


def row_from(typed: Mapping[str, str], files: Sequence[CollectedFile], before: Winner | None) -> Row:
    """The winner that the answers make; what the form does not ask stays as it was."""
    chosen = next((file for file in files if file.sha256 == typed["picture"]), None)
    kept: Row = row_of(before) if before else {"answers": []}
    return {**kept, **{name: typed[name] for name in (*TEXTS, *SUMMARIES)}, "picture": picture_of(chosen)}


def previewed(row: Row, files: Sequence[CollectedFile], edition: Edition) -> Winner:
    """The winner as the public page will show it."""
    sha256 = (row["picture"] or {}).get("sha256")
    picture = next((msgspec.to_builtins(file) for file in files if file.sha256 == sha256), None)
    facts: dict[str, Any] = {**row, "picture": picture, "edition": edition.slug, "updated_at": clock.now()}
    return shapes.fit(facts, Winner)
