"""Conditions of a form document that ask about what is gone: they go as well, and the others stay."""

from collections.abc import Collection, Mapping
from typing import Any

from chassis.forms.places import Document, Part, cells_of, fields_of, sections_of

Lists = Mapping[str, Collection[str]]
CHOSEN = ("select", "radio", "checks")
"""Kinds with choices."""
CONDITIONS = ("shown_when", "required_when")


def prune(document: Document, offers: Mapping[str, Collection[str]] | None = None) -> Document:
    """Take out, in place, what asks about fields and choices that are not there.

    `offers`: the choices in lists that others keep; what a list is not known of may be asked about.
    """
    lists = offers or {}
    known = {field["key"]: field for field in fields_of(document)}
    for section in sections_of(document):
        _prune(section, known, lists)
    for field in fields_of(document):
        _prune(field, known, lists)
        inner = known | {cell["key"]: cell for cell in cells_of(field)}
        for cell in cells_of(field):
            _prune(cell, inner, lists)
    return document


def _prune(part: Part, known: Mapping[str, Part], lists: Lists) -> None:
    for name in CONDITIONS:
        if name in part and part[name] is not None:
            part[name] = _kept(part[name], known, lists)
        if part.get(name, ...) is None:
            del part[name]
    if "only_for" in part:
        kept = {key: _offered(values, known.get(key), lists) for key, values in part["only_for"].items()}
        part["only_for"] = {key: values for key, values in kept.items() if values}


def _kept(condition: dict[str, Any], known: Mapping[str, Part], lists: Lists) -> dict[str, Any] | None:
    """What is left of a condition; None where nothing is."""
    if condition["is"] == "not":
        inner = _kept(condition["of"], known, lists)
        return condition | {"of": inner} if inner else None
    if condition["is"] in ("all", "any"):
        parts = [kept for one in condition["of"] if (kept := _kept(one, known, lists))]
        return None if not parts else parts[0] if len(parts) == 1 else condition | {"of": parts}
    field = known.get(condition["field"])
    if condition["is"] == "filled" or field is None:
        return condition if field is not None else None
    if condition["is"] == "equals":
        return condition if _offered([condition["value"]], field, lists) else None
    values = _offered(condition["values"], field, lists)
    return condition | {"values": values} if values else None


def _offered(values: list[str], field: Part | None, lists: Lists) -> list[str]:
    """Those of the answers that the field still offers; lists that others keep offer anything."""
    if field is None:
        return []
    if source := field.get("source"):
        return [value for value in values if source not in lists or value in lists[source]]
    if field["kind"] not in CHOSEN:
        return values
    keys = {choice["key"] for choice in field.get("choices", ())}
    return [value for value in values if value in keys]
