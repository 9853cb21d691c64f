"""Answers moved to a new version of their form. What no longer fits is kept aside, with why; nothing is lost."""

from collections.abc import Mapping
from typing import Any

import msgspec
from flask_babel import lazy_gettext as _l

from chassis.forms.bilingual import Said, Words
from chassis.forms.conditions import is_answered
from chassis.forms.definition import Form
from chassis.forms.fields import (
    AnyField,
    Area,
    Checks,
    Chosen,
    Date,
    File,
    Link,
    Money,
    Number,
    Radio,
    Rows,
    Select,
    Text,
    choice_names,
)
from chassis.forms.showing import said

GONE, CHANGED, CHOICE, BOUNDS = "gone", "changed", "choice-gone", "out-of-bounds"
REASONS: Mapping[str, Any] = {
    GONE: _l("新版表单没有这一项"),
    CHANGED: _l("这一项的填写方式已改变"),
    CHOICE: _l("新版表单没有这个选项"),
    BOUNDS: _l("不符合新版的要求，内容仍在原处，提交前请修改"),
}
"""Why an answer no longer fits, in words."""
_LIKE: tuple[tuple[type[AnyField], ...], ...] = ((Text, Area, Link, Number, Money, Date), (Select, Radio), (Checks,))
"""Kinds whose answers have the same shape."""


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """An answer that does not fit, where it stood, and why."""

    place: str
    """The key; in rows `rows.0.key`."""
    label: Words
    value: Any
    said: Said
    """The answer in words, as its own version of the form says it."""
    why: str
    """A key of REASONS."""


class Carried(msgspec.Struct, frozen=True):
    """The answers for the new version, and what stays behind."""

    answers: dict[str, Any]
    kept: list[Kept]


def carry_over(answers: Mapping[str, Any], old: Form, new: Form) -> Carried:
    """The answers to the old version as answers to the new one; every answer is in one of the two parts."""
    found: dict[str, Any] = {}
    stays: list[Kept] = []
    for key, value in answers.items():
        moved, left = _moved(key, value, old.by_key.get(key), new.by_key.get(key))
        stays += left
        if moved is not None:
            found[key] = moved
    return Carried(found, stays)


def _moved(place: str, value: Any, old: AnyField | None, new: AnyField | None) -> tuple[Any, list[Kept]]:
    """What of an answer moves (None where nothing does), and what stays."""
    asked = old or new
    if new is None or isinstance(new, File):
        return None, kept(place, asked, value, GONE)
    if isinstance(new, Rows):
        return _rows(place, value, old, new) if isinstance(value, list) else (None, kept(place, asked, value, CHANGED))
    if isinstance(new, Checks):
        return _several(place, asked or new, value, new)
    if old is not None and not _alike(old, new):
        return None, kept(place, asked, value, CHANGED)
    if isinstance(new, Chosen) and new.choices and is_answered(value) and str(value) not in choice_names(new):
        return None, kept(place, asked, value, CHOICE)
    return value, []


def _alike(old: AnyField, new: AnyField) -> bool:
    return type(old) is type(new) or any(isinstance(old, kinds) and isinstance(new, kinds) for kinds in _LIKE)


def _several(place: str, asked: AnyField, value: Any, new: Checks) -> tuple[Any, list[Kept]]:
    """A single choice becomes one of several; choices that are gone stay."""
    given = [value] if isinstance(value, str) else value
    if not isinstance(given, list):
        return None, kept(place, asked, value, CHANGED)
    if not new.choices:
        return given, []
    known = choice_names(new)
    fits = [one for one in given if isinstance(one, str) and one in known]
    gone = [one for one in given if not (isinstance(one, str) and one in known)]
    return fits, [one for choice in gone for one in kept(place, asked, choice, CHOICE)]


def _rows(place: str, value: list[Any], old: AnyField | None, new: Rows) -> tuple[Any, list[Kept]]:
    before = {one.key: one for one in old.fields} if isinstance(old, Rows) else {}
    after = {one.key: one for one in new.fields}
    rows: list[dict[str, Any]] = []
    stays: list[Kept] = []
    for number, row in enumerate(value):
        if not isinstance(row, Mapping):
            stays += kept(f"{place}.{number}", None, row, CHANGED, new.label)
            continue
        moved: dict[str, Any] = {}
        for key, one in row.items():
            fits, left = _moved(f"{place}.{number}.{key}", one, before.get(key), after.get(key))
            stays += left
            if fits is not None:
                moved[key] = fits
        rows.append(moved)
    return rows, stays


def kept(place: str, asked: AnyField | None, value: Any, why: str, label: Words | None = None) -> list[Kept]:
    """What stays of an answer to a field; nothing of what was no answer."""
    if not is_answered(value):
        return []
    named = label or (asked.label if asked else Words(place))
    return [Kept(place=place, label=named, value=value, said=said(asked, value), why=why)]
