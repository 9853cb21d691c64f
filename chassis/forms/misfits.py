"""What is wrong with the shape of a form document, in the words of forms: where it is, and what should stand there."""

import re
from collections.abc import Mapping
from sys import maxsize
from typing import Any

from flask_babel import lazy_gettext as _l

from chassis.forms.wording import ASPECTS
from chassis.http.schemas import FieldError
from chassis.words.numbers import whole

_PLACE = re.compile(r"^(.*?)(?: - at `(?:key` in `)?\$(.*)`)?$", re.DOTALL)
_ABSENT = re.compile(r"missing required field `(\w+)`")
_UNKNOWN = re.compile(r"unknown field `(.*)`", re.DOTALL)
_VALUE = re.compile(r"Invalid (?:enum )?value '(.*)'", re.DOTALL)
_LENGTH = re.compile(r"`str` of length (<=|>=) (\d+)")
_SIZE = re.compile(r"`array` of length (<=|>=) (\d+)")
_BOUND = re.compile(r"Expected `int` (<=|>=) (-?\d+)")
_TYPE = re.compile(r"Expected `(\w+)`")
_KEY = _l("这里只能用小写字母、数字、下划线或连字符，并以字母或数字开头。")
_TYPES: Mapping[str, Any] = {
    "str": _l("这里应为文字。"),
    "int": _l("这里应为整数。"),
    "bool": _l("这里应为“是”或“否”。"),
    "array": _l("这里应为一列内容。"),
    "object": _l("这里应为一组内容。"),
}
_COUNTED: Mapping[tuple[str, str], Any] = {
    ("str", "<="): _l("这里最多 %(most)s 个字。"),
    ("str", ">="): _l("这里不能为空。"),
    ("array", "<="): _l("这里最多 %(most)s 项。"),
    ("array", ">="): _l("这里至少要有 %(most)s 项。"),
    ("int", "<="): _l("这里不能大于 %(most)s。"),
    ("int", ">="): _l("这里不能小于 %(most)s。"),
}
_PARTS: Mapping[str, Any] = {
    **ASPECTS,
    "key": _l("内部标识"),
    "title": _l("名称"),
    "name": _l("名称"),
    "kind": _l("类型"),
    "choices": _l("选项"),
    "required": _l("是否必填"),
    "required_when": _l("必填条件"),
    "shown_when": _l("出现条件"),
    "only_for": _l("限定的赛道或组别"),
    "sections": _l("部分"),
    "fields": _l("填写项"),
    "version": _l("表单版本"),
    "zh": _l("中文"),
    "en": _l("英文"),
}
"""What the members of a document are called."""


def misfit(message: str) -> tuple[str, FieldError]:
    """The place and the sentence for what msgspec says of a document."""
    found = _PLACE.fullmatch(message)
    said, place = (found[1], found[2] or "") if found else (message, "")
    place = re.sub(r"\[(\.\.\.|\d+)\]", r".\1", place).strip(".")
    if absent := _ABSENT.search(said):
        return f"{place}.{absent[1]}".strip("."), FieldError("required", _l("缺少这一项。"))
    if unknown := _UNKNOWN.search(said):
        return f"{place}.{unknown[1]}".strip("."), FieldError("unknown", _l("没有这一项，请删除。"))
    if value := _VALUE.search(said):
        return place, FieldError("invalid", _l("没有“%(value)s”这一种。"), value=value[1])
    return place, _bounded(said) or _typed(said)


def _bounded(said: str) -> FieldError | None:
    for kind, pattern in (("str", _LENGTH), ("array", _SIZE), ("int", _BOUND)):
        if found := pattern.search(said):
            return FieldError("invalid", _COUNTED[kind, found[1]], most=found[2])
    return None


def _typed(said: str) -> FieldError:
    if "today" in said:
        return FieldError("invalid", _l("这里应为日期，例如 2026-10-01，或“今天”。"))
    if "matching regex" in said:
        return FieldError("invalid", _KEY)
    if "decimal" in said:
        return FieldError("invalid", _l("这里应为数字。"))
    found = _TYPE.search(said)
    return FieldError("invalid", _TYPES.get(found[1] if found else "", _l("这里的内容不正确。")))


def place_in_words(document: Any, path: str) -> str:
    """Where something stands in a document, as the editor calls it: 项目信息 › 项目简介 › 上限."""
    at, said = document, []
    steps = path.split(".")
    for step, after in zip(steps, (*steps[1:], ""), strict=True):
        at = _inside(at, step)
        in_it = step in ("sections", "fields") and after.isdigit()  # the name of what stands in it says enough
        if name := "" if in_it else _name(step, at):
            said.append(name)
    return " › ".join(said)


def _inside(at: Any, step: str) -> Any:
    if isinstance(at, Mapping):
        return at.get(step)
    if isinstance(at, list) and (number := whole(step, len(at) - 1)) is not None:
        return at[number]
    return None


def _name(step: str, at: Any) -> str:
    """What a step of a path is called: a part by its name, else by its number; what is said of a part by its kind."""
    if (number := whole(step, maxsize)) is not None:
        named = [at.get(one) for one in ("title", "label", "name")] if isinstance(at, Mapping) else []
        words = next((one["zh"] for one in named if isinstance(one, Mapping) and isinstance(one.get("zh"), str)), "")
        return words or str(_l("第 %(number)d 项")) % {"number": number + 1}
    return str(_PARTS.get(step, ""))
