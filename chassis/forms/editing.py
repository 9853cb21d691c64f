"""Changes to a form document that is being written. Each gives a new document that is still a form.

Keys are made from names and stay for good: answers stand under them. What is removed is asked about no more.
"""

from copy import deepcopy
from typing import Any

from flask_babel import lazy_gettext as _l

from chassis.forms.places import (
    SECTION,
    Document,
    Part,
    cells_of,
    fields_of,
    part_at,
    section_around,
    sections_of,
    siblings_of,
)
from chassis.forms.pruning import prune
from chassis.forms.soundness import MOST_FIELDS, RESERVED
from chassis.http.errors import Problem
from chassis.words.keys import key_from

MOST_SECTIONS, MOST_IN_SECTION, MOST_IN_ROWS = 30, 60, 12
"""Parts that a form, a section and rows take."""
MEGABYTE = 1 << 20
_LONGEST = 34
"""Letters of a key, with room for a number."""
BLANK: dict[str, Part] = {
    **{kind: {} for kind in ("text", "area", "number", "money", "date", "link")},
    **{kind: {"choices": []} for kind in ("select", "radio", "checks")},
    "undertaking": {"text": {"zh": ""}},
    "rows": {"fields": []},
    "file": {"types": ["pdf"], "size": 20 * MEGABYTE},
}
"""What each kind of field begins with besides its name."""
SIMPLE = ("text", "area", "number", "money", "date", "select", "radio", "link")
"""Kinds that may stand in a row."""


class FormFull(Problem):
    status = 409
    code = "form-full"
    title = _l("表单已到容量上限")
    detail = _l("一张表单最多 30 个部分、200 项，一个部分最多 60 项，表格最多 12 列。请先删除不需要的内容。")


def add_section(document: Document, title: dict[str, str]) -> tuple[Document, str]:
    """The document with an empty section at its end, and the place of it. Raises FormFull."""
    made = deepcopy(document)
    _refuse_full(sections_of(made), MOST_SECTIONS)
    key = _key(title["zh"], _section_keys(made), "section")
    sections_of(made).append({"key": key, "title": title, "fields": []})
    return made, f"{SECTION}{key}"


def add_field(document: Document, place: str, kind: str, label: dict[str, str]) -> tuple[Document, str]:
    """The document with a field at the end of a section or of rows, and the place of it.

    Raises NoSuchPart, FormFull.
    """
    made = deepcopy(document)
    around = part_at(made, place)
    inner = not place.startswith(SECTION)
    _refuse_full(around["fields"], MOST_IN_ROWS if inner else MOST_IN_SECTION)
    _refuse_too_many(made, 0 if inner else 1)
    field = {"kind": kind, "key": _key(label["zh"], _keys(made), kind), "label": label, **deepcopy(BLANK[kind])}
    around["fields"].append(field | ({"noun": label} if kind == "rows" else {}))
    return made, f"{place}.{field['key']}" if inner else field["key"]


def add_known(document: Document, place: str, part: Part, label: dict[str, str]) -> tuple[Document, str]:
    """The document with a field of a key that is known, at the end of a section. Raises NoSuchPart, FormFull."""
    made, added = add_field(document, place, part["kind"], label)
    if any(field["key"] == part["key"] for field in fields_of(document)):
        return document, part["key"]
    field = part_at(made, added)
    field.update(part, required=True, listed=True)
    return made, part["key"]


def move(document: Document, place: str, step: int) -> Document:
    """The document with a part one place further up (-1) or down (1); a field leaves its section at the end of it.

    Raises NoSuchPart, FormFull.
    """
    made = deepcopy(document)
    parts, number = siblings_of(made, place)
    if 0 <= number + step < len(parts):
        parts.insert(number + step, parts.pop(number))
    elif not place.startswith(SECTION) and "." not in place:
        sections = sections_of(made)
        at = sections.index(section_around(made, place)) + step
        if 0 <= at < len(sections):
            _refuse_full(sections[at]["fields"], MOST_IN_SECTION)
            sections[at]["fields"].insert(len(sections[at]["fields"]) if step < 0 else 0, parts.pop(number))
    return made


def copy(document: Document, place: str) -> tuple[Document, str]:
    """The document with a copy of a part behind it, and the place of that. Raises NoSuchPart, FormFull."""
    made = deepcopy(document)
    parts, number = siblings_of(made, place)
    is_section, is_cell = place.startswith(SECTION), "." in place
    _refuse_full(parts, MOST_SECTIONS if is_section else MOST_IN_ROWS if is_cell else MOST_IN_SECTION)
    part = deepcopy(parts[number])
    _refuse_too_many(made, len(part["fields"]) if is_section else 0 if is_cell else 1)
    name = "title" if is_section else "label"
    part[name] = {lang: f"{text}{_COPY[lang]}" if text else "" for lang, text in part[name].items()}
    if is_section:
        part["key"] = _key(part["title"]["zh"], _section_keys(made), "section")
    renamed = _rename(part, _keys(made), inner=not is_section)
    parts.insert(number + 1, _asking(part, renamed))
    return made, place.rpartition(".")[0] + "." * is_cell + SECTION * is_section + part["key"]


_COPY = {"zh": "（副本）", "en": " (copy)"}


def remove(document: Document, place: str) -> Document:
    """The document without a part, and without conditions that ask about it. Raises NoSuchPart."""
    made = deepcopy(document)
    parts, number = siblings_of(made, place)
    del parts[number]
    return prune(made)


def replace(document: Document, place: str, part: Part) -> Document:
    """The document with a part as it is now; its key stays. Raises NoSuchPart."""
    made = deepcopy(document)
    parts, number = siblings_of(made, place)
    parts[number] = part | {"key": parts[number]["key"]}
    return prune(made)


def _rename(part: Part, taken: set[str], *, inner: bool) -> dict[str, str]:
    """Give a copy keys of its own; those of fields, old and new. `inner`: it is a field, not a section."""
    fields = [part] if inner else part["fields"]
    renamed = {}
    for field in fields:
        old = field["key"]
        field["key"] = renamed[old] = _key(field["label"]["zh"], taken, field["kind"])
        taken.add(field["key"])
    return renamed


def _asking(value: Any, renamed: dict[str, str]) -> Any:
    """The same with conditions that ask about the copies where they asked about what was copied."""
    if isinstance(value, list):
        return [_asking(one, renamed) for one in value]
    if not isinstance(value, dict):
        return value
    found = {name: _asking(one, renamed) for name, one in value.items()}
    if "is" in found and "field" in found:
        found["field"] = renamed.get(found["field"], found["field"])
    if "only_for" in found:
        found["only_for"] = {renamed.get(key, key): values for key, values in found["only_for"].items()}
    return found


def _key(name: str, taken: set[str], fallback: str) -> str:
    words = key_from(name, fallback=fallback).replace("-", "_")[:_LONGEST].strip("_")
    words = words if words[:1].isalpha() else f"q_{words}"
    free = (f"{words}_{number}" for number in range(2, len(taken) + 3))
    return words if words not in taken else next(one for one in free if one not in taken)


def _keys(document: Document) -> set[str]:
    fields = list(fields_of(document))
    return {one["key"] for field in fields for one in (field, *cells_of(field))} | RESERVED


def _section_keys(document: Document) -> set[str]:
    return {section["key"] for section in sections_of(document)} | RESERVED


def _refuse_full(parts: list[Part], most: int) -> None:
    if len(parts) >= most:
        raise FormFull


def _refuse_too_many(document: Document, more: int) -> None:
    if len(list(fields_of(document))) + more > MOST_FIELDS:
        raise FormFull
