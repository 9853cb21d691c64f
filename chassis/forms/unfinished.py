"""Forms half written: what may be saved of one, what is still missing in it, and how it looks so far."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import msgspec
from flask_babel import lazy_gettext as _l

from chassis.forms.bilingual import NO_ENGLISH
from chassis.forms.definition import Form
from chassis.forms.documents import check_depth, shaped
from chassis.forms.soundness import faults
from chassis.http.errors import Invalid
from chassis.http.schemas import FieldError
from chassis.words.visible import visible

Document = dict[str, Any]
Errors = dict[str, list[dict[str, str]]]
NOTHING = "—"
"""Stands where a text is still missing."""
TEXTS = ("title", "label", "help", "name", "noun", "text", "unit")
"""What documents say in both languages."""
GAP = "gap__"
"""Begins the key of what stands in for a missing part; no name makes such a key."""
_FIELD = {"kind": "text", "key": GAP, "label": {"zh": NOTHING}}
LISTS: Mapping[str, tuple[Any, FieldError]] = {
    "sections": (
        {"key": GAP, "title": {"zh": NOTHING}, "fields": [_FIELD]},
        FieldError("required", _l("表单还没有内容，请增加一个部分。")),
    ),
    "fields": (
        _FIELD,
        FieldError("required", _l("这里还没有填写项，请增加，或删除这一部分。")),
    ),
    "types": ("pdf", FieldError("required", _l("请选择允许的文件类型。"))),
}
"""Lists that must not stay empty, with what stands in for their content and what is said."""
_NO_TEXT = FieldError("required", _l("缺少中文名称或内容。"))


@dataclass
class Completed:
    """A document with something in every gap, and where the gaps are."""

    document: Any = None
    gaps: list[tuple[str, FieldError]] = field(default_factory=list)
    untold: list[str] = field(default_factory=list)
    """Places of texts without English."""


def load_unfinished(given: Any) -> Document:
    """The document of a form as it is saved, complete or not; it has no version. Raises Invalid: it is no form."""
    check_depth(given)
    document = {name: value for name, value in given.items() if name != "version"} if isinstance(given, dict) else given
    so_far(document)
    return dict(document)


def so_far(document: Any) -> Form:
    """The form as it is so far, its gaps marked. Raises Invalid where it is no form."""
    return _looked_at(msgspec.json.encode(document)).form


def untold(document: Document) -> Errors:
    """Texts without English, by their place in the document."""
    return _by_place([(place, NO_ENGLISH) for place in _looked_at(msgspec.json.encode(document)).untold])


def _by_place(found: Iterable[tuple[str, FieldError]]) -> Errors:
    errors: Errors = {}
    for place, error in found:
        errors.setdefault(place, []).append(error.body())
    return errors


@dataclass(frozen=True)
class LookedAt:
    """What was found of a document, whatever the reader's language."""

    form: Form
    gaps: Sequence[tuple[str, FieldError]]
    untold: Sequence[str]
    unsound: Mapping[str, Sequence[FieldError]]


@lru_cache(maxsize=32)
def _looked_at(document: bytes) -> LookedAt:
    """Kept, as one page looks at a document from several sides, and the next at the same again."""
    completed = _complete(msgspec.json.decode(document))
    form = shaped(completed.document)
    return LookedAt(form, completed.gaps, completed.untold, faults(form))


def _complete(document: Any) -> Completed:
    found = Completed()
    found.document = _filled(document, "", found)
    if isinstance(found.document, dict):
        found.document.setdefault("version", 1)
    return found


def _filled(value: Any, place: str, found: Completed) -> Any:
    if isinstance(value, list):
        return [_filled(one, f"{place}.{number}", found) for number, one in enumerate(value)]
    if not isinstance(value, dict):
        return value
    return {name: _member(name, one, f"{place}.{name}".strip("."), found) for name, one in value.items()}


def _member(name: str, value: Any, place: str, found: Completed) -> Any:
    if name in TEXTS and isinstance(value, dict):
        return _text(value, place, found)
    if name in LISTS and value == []:
        stands_in, error = LISTS[name]
        found.gaps.append((place, error))
        return [_numbered(stands_in, len(found.gaps))]
    return _filled(value, place, found)


def _numbered(stands_in: Any, number: int) -> Any:
    """What stands in for a gap, under a key of its own."""
    if not isinstance(stands_in, dict):
        return stands_in
    inner = {"fields": [_numbered(one, number) for one in stands_in["fields"]]} if "fields" in stands_in else {}
    return stands_in | inner | {"key": f"{GAP}{number}"}


def _text(words: dict[str, Any], place: str, found: Completed) -> dict[str, Any]:
    zh, en = words.get("zh", ""), words.get("en", "")
    if isinstance(zh, str) and not visible(zh):
        found.gaps.append((place, _NO_TEXT))
        return words | {"zh": NOTHING}
    if not en:
        found.untold.append(place)
    return words


def whole(document: Document, further: Callable[[Form], Errors]) -> Form:
    """The finished form. Raises Invalid with all that is missing or contradicts itself; `further` finds more of it."""
    found = _looked_at(msgspec.json.encode(document))
    unsound = {place: [error.body() for error in errors] for place, errors in found.unsound.items()}
    if errors := _by_place(found.gaps) | unsound | further(found.form):
        raise Invalid(errors)
    return found.form
