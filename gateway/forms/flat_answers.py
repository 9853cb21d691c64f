"""Answers as the inputs of a page hold them, a text under each name: `title`, and in rows `members.0.name`."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from werkzeug.datastructures import MultiDict

from chassis.forms.fields import AnyField, Checks, File, Rows, Text, Undertaking
from chassis.words.numbers import whole

TICKED = "1"
Texts = dict[str, str]


def flatten(fields: Iterable[AnyField], answers: Mapping[str, Any]) -> Texts:
    """The answers as texts, in the fields' order."""
    found: Texts = {}
    for field in fields:
        value = answers.get(field.key)
        if isinstance(field, Rows):
            found |= _rows(field, value if isinstance(value, list) else [])
        elif not isinstance(field, File):
            found[field.key] = _text(value)
    return found


def gather(fields: Iterable[AnyField], texts: Mapping[str, str]) -> dict[str, Any]:
    """The texts as answers; fields of which nothing was sent are left out."""
    found: dict[str, Any] = {}
    for field in fields:
        if isinstance(field, Rows):
            found |= {field.key: _gathered(field, texts)} if counter(field.key) in texts else {}
        elif field.key in texts and not isinstance(field, File):
            found[field.key] = _value(field, texts[field.key])
    return found


def typed(fields: Iterable[AnyField], sent: MultiDict[str, str]) -> Texts:
    """What stands in a form that was sent. Rows are numbered anew, without gaps."""
    found: Texts = {}
    for field in fields:
        if isinstance(field, Rows):
            numbers = _numbers(field.key, sent.keys())
            for new, old in enumerate(numbers):
                found |= {
                    f"{field.key}.{new}.{one.key}": sent.get(f"{field.key}.{old}.{one.key}", "") for one in field.fields
                }
            found[counter(field.key)] = str(len(numbers))
        elif isinstance(field, Checks):
            found[field.key] = "\n".join(sent.getlist(field.key))
        elif isinstance(field, Undertaking):
            found[field.key] = TICKED if sent.get(field.key) else ""
        elif field.key in sent and not isinstance(field, File):
            found[field.key] = sent[field.key]
    return found


def merged(stored: Mapping[str, str], sent: Mapping[str, str]) -> Texts:
    """What was sent in place of what is stored; rows are taken as a whole from what was sent."""
    replaced = tuple(name.removesuffix("rows") for name in sent if name.endswith(".rows"))
    kept = {name: text for name, text in stored.items() if not name.startswith(replaced)} if replaced else dict(stored)
    return kept | dict(sent)


def row_count(key: str, texts: Mapping[str, str]) -> int:
    """How many rows there are."""
    return max(_numbers(key, texts), default=-1) + 1


def counter(key: str) -> str:
    """The name under which the number of rows stands."""
    return f"{key}.rows"


def changed_rows(rows: Rows, texts: Mapping[str, str], change: str) -> Texts:
    """The texts after a row was added, copied, moved or removed: `members.add`, `members.2.copy`, `.up`, `.down`."""
    keys = [one.key for one in rows.fields]
    shown = [not (isinstance(one, Text) and one.is_hidden) for one in rows.fields]
    lines = [[texts.get(f"{rows.key}.{n}.{key}", "") for key in keys] for n in range(row_count(rows.key, texts))]
    *_, number, action = ("", *change.split("."))
    at = len(lines) if (found := whole(number, len(lines))) is None else found
    full = len(lines) >= rows.most
    if action == "add" and not full:
        lines.append([""] * len(keys))
    elif at < len(lines):
        line = lines.pop(at)
        places = {"up": (max(at - 1, 0),), "down": (at + 1,), "remove": ()}
        for place in places.get(action, (at,)):
            lines.insert(place, line)
        if action == "copy" and not full:  # as a row of its own, which nothing refers to yet
            lines.insert(at + 1, [text if seen else "" for text, seen in zip(line, shown, strict=True)])
    kept = {name: text for name, text in texts.items() if not name.startswith(f"{rows.key}.")}
    inner = {
        f"{rows.key}.{n}.{key}": text for n, line in enumerate(lines) for key, text in zip(keys, line, strict=True)
    }
    return kept | inner | {counter(rows.key): str(len(lines))}


def _rows(field: Rows, rows: list[Any]) -> Texts:
    known = [row if isinstance(row, Mapping) else {} for row in rows]
    return {
        f"{field.key}.{n}.{one.key}": _text(row.get(one.key)) for n, row in enumerate(known) for one in field.fields
    }


def _gathered(field: Rows, texts: Mapping[str, str]) -> list[dict[str, Any]]:
    numbers = range(row_count(field.key, texts))
    return [
        {one.key: text for one in field.fields if (text := texts.get(f"{field.key}.{n}.{one.key}", ""))}
        for n in numbers
    ]


def _text(value: Any) -> str:
    if isinstance(value, list | tuple):
        return "\n".join(str(one) for one in value)
    return TICKED if value is True else "" if value is None or value is False else str(value)


def _value(field: AnyField, text: str) -> Any:
    if isinstance(field, Checks):
        return [one for one in text.split("\n") if one]
    return text == TICKED if isinstance(field, Undertaking) else text.replace("\r\n", "\n")


def _numbers(key: str, names: Iterable[str]) -> list[int]:
    """The numbers of the rows, in order."""
    pattern = re.compile(rf"{re.escape(key)}\.([0-9]{{1,4}})\.")
    return sorted({int(found[1]) for name in names if (found := pattern.match(name))})
