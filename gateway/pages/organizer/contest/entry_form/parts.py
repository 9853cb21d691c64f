"""Kinds of fields as organizers pick them, what each can be told, and who may see an answer."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l

from chassis.forms.definition import Form
from chassis.forms.wording import KINDS

PICKED: Mapping[str, Any] = {
    "text": _l("一行以内，例如名称、电话、邮箱"),
    "area": _l("成段的文字，例如简介、方案"),
    "number": _l("可带单位，例如数量、比例"),
    "money": _l("以万元为单位，两位小数"),
    "date": _l("年月日"),
    "select": _l("选项较多时，从展开的列表中选一个"),
    "radio": _l("选项不多时，全部列出，选一个"),
    "checks": _l("可以选几个"),
    "link": _l("网页地址"),
    "rows": _l("可增减的行，例如成员、知识产权"),
    "file": _l("上传 PDF、图片、视频等"),
    "undertaking": _l("一句需要勾选同意的话"),
}
"""What each kind is for, in the order in which they are offered."""
TEAM, JUDGES, PUBLIC, BOTH, SAME = "team", "judges", "public", "both", "same"
SEEN: Mapping[str, Any] = {
    TEAM: _l("只有团队和组委会"),
    JUDGES: _l("团队、组委会和评委"),
    PUBLIC: _l("团队、组委会；获奖后公开，评委看不到"),
    BOTH: _l("团队、组委会和评委；获奖后公开"),
    SAME: _l("与整个表格相同"),
}
"""Who sees an answer."""
BRIEF: Mapping[str, Any] = {
    TEAM: _l("仅团队"),
    JUDGES: _l("评委可见"),
    PUBLIC: _l("获奖后公开"),
    BOTH: _l("评委可见，获奖后公开"),
    SAME: _l("与表格相同"),
}
"""The same in a few words."""
AUDIENCES: Mapping[str, tuple[str, ...]] = {
    TEAM: (),
    JUDGES: ("judges",),
    PUBLIC: ("public",),
    BOTH: ("judges", "public"),
}
"""The same as documents write it."""


NEEDED: Mapping[str, tuple[Any, dict[str, Any]]] = {
    "title": (
        _l("项目名称"),
        {"kind": "text", "least": 5, "most": 50, "pattern": "name", "searched": True, "seen_by": ["judges", "public"]},
    ),
    "track": (_l("赛道"), {"kind": "select", "source": "tracks", "seen_by": ["judges", "public"]}),
    "group": (_l("组别"), {"kind": "select", "source": "groups", "seen_by": ["judges", "public"]}),
    "organisation": (_l("申报单位"), {"kind": "text", "most": 100, "searched": True, "seen_by": ["public"]}),
}
"""Fields that every entry needs: they can be changed and moved, and stay; how each begins where it is missing."""


def lacking(form: Form) -> list[dict[str, Any]]:
    """The needed fields that a form has not got, as they are picked."""
    about = _l("每份申报都需要")
    return [{"key": key, "name": name, "about": about} for key, (name, _) in NEEDED.items() if key not in form.by_key]


def picked_kinds(names: tuple[str, ...] | None = None) -> list[dict[str, Any]]:
    """The kinds to pick from, each with what it is for."""
    return [
        {"key": kind, "name": KINDS[kind], "about": about}
        for kind, about in PICKED.items()
        if not names or kind in names
    ]


def seen_by(part: Mapping[str, Any], *, in_row: bool) -> str:
    """Who sees the answer to a field, as organizers pick it."""
    given = part.get("seen_by")
    if given is None and in_row:
        return SAME
    wanted = tuple(one for one in ("judges", "public") if one in (given or ()))
    return next(key for key, audiences in AUDIENCES.items() if audiences == wanted)
