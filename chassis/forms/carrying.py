"""Answers moved to a new version of their form. What no longer fits is kept aside, with why; nothing is lost."""

from collections.abc import Mapping
from typing import Any

import msgspec
from flask_babel import lazy_gettext as _l

from chassis.forms.bilingual import Words
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

GONE, CHANGED, CHOICE = "gone", "changed", "choice-gone"
REASONS: Mapping[str, Any] = {
    GONE: _l("新版表单没有这一项"),
    CHANGED: _l("这一项的填写方式已改变"),
    CHOICE: _l("新版表单没有这个选项"),
}
"""Why an answer could not move, in words."""
_LIKE: tuple[tuple[type[AnyField], ...], ...] = ((Text, Area, Link, Number, Money, Date), (Select, Radio), (Checks,))
"""Kinds whose answers have the same shape."""


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """An answer that did not fit, where it stood, and why it stays behind."""

    place: str
    """The key; in rows `rows.0.key`."""
    label: Words
    value: Any
    why: str
    """A key of REASONS."""


class Carried(msgspec.Struct, frozen=True):
    """The answers for the new version, and what stays behind."""

    answers: dict[str, Any]
    kept: list[Kept]


def carry_over(answers: Mapping[str, Any], old: Form, new: Form) -> Carried:
    """The answers to the old version as answers to the new one; every answer is in one of the two parts."""
    found: dict[str, Any] = {}
    kept: list[Kept] = []
    for key, value in answers.items():
        moved, left = _moved(key, value, old.by_key.get(key), new.by_key.get(key))
        kept += left
        if moved is not None:
            found[key] = moved
    return Carried(found, kept)


def _moved(place: str, value: Any, old: AnyField | None, new: AnyField | None) -> tuple[Any, list[Kept]]:
    """What of an answer moves (None where nothing does), and what stays."""
    label = old.label if old else new.label if new else Words(place)
    if new is None or isinstance(new, File):
        return None, _stays(place, label, value, GONE)
    if isinstance(new, Rows):
        return (
            _rows(place, value, old, new) if isinstance(value, list) else (None, _stays(place, label, value, CHANGED))
        )
    if isinstance(new, Checks):
        return _several(place, label, value, new)
    if old is not None and not _alike(old, new):
        return None, _stays(place, label, value, CHANGED)
    if isinstance(new, Chosen) and new.choices and is_answered(value) and str(value) not in choice_names(new):
        return None, _stays(place, label, value, CHOICE)
    return value, []


def _alike(old: AnyField, new: AnyField) -> bool:
    return type(old) is type(new) or any(isinstance(old, kinds) and isinstance(new, kinds) for kinds in _LIKE)


def _several(place: str, label: Words, value: Any, new: Checks) -> tuple[Any, list[Kept]]:
    """A single choice becomes one of several; choices that are gone stay."""
    given = [value] if isinstance(value, str) else value
    if not isinstance(given, list):
        return None, _stays(place, label, value, CHANGED)
    if not new.choices:
        return given, []
    known = choice_names(new)
    fits = [one for one in given if isinstance(one, str) and one in known]
    gone = [one for one in given if not (isinstance(one, str) and one in known)]
    return fits, [Kept(place=place, label=label, value=one, why=CHOICE) for one in gone if is_answered(one)]


def _rows(place: str, value: list[Any], old: AnyField | None, new: Rows) -> tuple[Any, list[Kept]]:
    before = {one.key: one for one in old.fields} if isinstance(old, Rows) else {}
    after = {one.key: one for one in new.fields}
    rows: list[dict[str, Any]] = []
    kept: list[Kept] = []
    for number, row in enumerate(value):
        if not isinstance(row, Mapping):
            kept += _stays(f"{place}.{number}", new.label, row, CHANGED)
            continue
        moved: dict[str, Any] = {}
        for key, one in row.items():
            fits, left = _moved(f"{place}.{number}.{key}", one, before.get(key), after.get(key))
            kept += left
            if fits is not None:
                moved[key] = fits
        rows.append(moved)
    return rows, kept


def _stays(place: str, label: Words, value: Any, why: str) -> list[Kept]:
    """Nothing stays of what was no answer."""
    return [Kept(place=place, label=label, value=value, why=why)] if is_answered(value) else []
