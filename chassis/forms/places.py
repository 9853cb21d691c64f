"""Where a part stands in a form document that is being written: sections, fields, and fields of rows.

A place is `@key` of a section, `key` of a field, or `rows.key` of a field in rows.
"""

from collections.abc import Iterator
from typing import Any

from chassis.forms.bilingual import Said

Document = dict[str, Any]
Part = dict[str, Any]
SECTION = "@"
"""Begins the place of a section."""


class NoSuchPart(LookupError):
    """Nothing stands there, or no longer."""


def sections_of(document: Document) -> list[Part]:
    """The sections."""
    found: list[Part] = document["sections"]
    return found


def fields_of(document: Document) -> Iterator[Part]:
    """The fields of all sections, in order."""
    return (field for section in sections_of(document) for field in section["fields"])


def cells_of(field: Part) -> list[Part]:
    """The fields of its rows; empty for other kinds."""
    found: list[Part] = field["fields"] if field["kind"] == "rows" else []
    return found


def siblings_of(document: Document, place: str) -> tuple[list[Part], int]:
    """The list in which a part stands, and where. Raises NoSuchPart."""
    rows, _dot, key = place.rpartition(".")
    if place.startswith(SECTION):
        lists, key = [sections_of(document)], place.removeprefix(SECTION)
    elif rows:
        lists = [cells_of(part_at(document, rows))]
    else:
        lists = [section["fields"] for section in sections_of(document)]
    for parts in lists:
        for number, part in enumerate(parts):
            if part["key"] == key:
                return parts, number
    raise NoSuchPart(place)


def part_at(document: Document, place: str) -> Part:
    """The part that stands there. Raises NoSuchPart."""
    parts, number = siblings_of(document, place)
    return parts[number]


def section_around(document: Document, place: str) -> Part:
    """The section in which a field stands, or the section itself. Raises NoSuchPart."""
    if place.startswith(SECTION):
        return part_at(document, place)
    field = part_at(document, place.partition(".")[0])
    return next(section for section in sections_of(document) if any(one is field for one in section["fields"]))


def place_of(document: Document, path: str) -> str:
    """The place of the part in which a path of the document lies, such as `sections.0.fields.2.label`; else empty."""
    steps = [int(step) if step.isascii() and step.isdigit() else step for step in path.split(".")]
    at: Any = document
    found: list[str] = []
    for number, step in enumerate(steps):
        try:
            at = at[step]
        except (LookupError, TypeError):
            break
        if isinstance(step, int) and number and steps[number - 1] in ("sections", "fields") and isinstance(at, dict):
            found.append(at["key"])
    if not found:
        return ""
    return f"{SECTION}{found[0]}" if len(found) == 1 else ".".join(found[1:])


def name_at(document: Document, path: str) -> Said:
    """What stands at a path of the document is called: its field or section, and of choices the one that is meant."""
    place = place_of(document, path)
    part = part_at(document, place) if place else {}
    rows = part_at(document, place.partition(".")[0]) if "." in place else {}
    words = [rows.get("label") or {}, part.get("label") or part.get("title") or {}]
    _before, choices, number = path.partition(".choices.")
    if choices and (number := number.partition(".")[0]).isdigit() and int(number) < len(part.get("choices") or ()):
        words.append(part["choices"][int(number)].get("name") or {})
    said = [Said(**one) for one in words if one.get("zh")]
    return Said(" › ".join(one.zh for one in said), " › ".join(one.english for one in said))
