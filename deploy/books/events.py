"""docs/events.md: every event, who tells it, who listens, what it carries. Written from the code, never by hand."""

import dataclasses
import inspect
from collections.abc import Iterable
from typing import Any, get_args, get_origin, get_type_hints

from chassis.part import Part
from contracts.events import Event, producer_of
from deploy.books.event_schemas import EVENTS

HEAD = """\
# Events

Written by `python -m deploy.topology events > docs/events.md`; a test compares it with the code.

An event's type is its routing key on the exchange `ev`. Each part that listens has one queue, `q.<part>.v1`, and one
for dead letters, `dlq.<part>.v1`. Events of one subject arrive in the order they were committed. On the wire they are
CloudEvents 1.0 in binary mode: attributes in headers `cloudEvents_…`, the fields below as a JSON body.
"""


def render(parts: Iterable[Part]) -> str:
    """The document."""
    listeners: dict[str, list[str]] = {}
    parts = list(parts)
    for part in parts:
        for kind in part.handlers:
            listeners.setdefault(kind.TYPE, []).append(part.name)
    chapters = [HEAD]
    producers = sorted({producer_of(kind) for kind in EVENTS} & {part.name for part in parts})
    for producer in producers:
        chapters.append(f"## {producer}\n")
        chapters += [
            _section(event, sorted(listeners.get(kind, ())))
            for kind, event in sorted(EVENTS.items())
            if producer_of(kind) == producer
        ]
    return "\n".join(chapters)


def _section(event: type[Event], listeners: list[str]) -> str:
    heard = ", ".join(listeners) or "nobody yet"
    lines = [
        f"### `{event.TYPE}`",
        "",
        inspect.getdoc(event) or "",
        "",
        f"Subject: `{event.SUBJECT_FIELD}`. Heard by: {heard}.",
        "",
        "| field | type |",
        "|---|---|",
    ]
    hints = get_type_hints(event)
    lines += [f"| `{field.name}` | {_kind(hints[field.name])} |" for field in dataclasses.fields(event)]  # type: ignore[arg-type]  # a dataclass
    return "\n".join([*lines, ""])


def _kind(hint: Any) -> str:
    names = {"UUID": "UUID", "datetime": "UTC time, RFC 3339", "str": "text", "int": "integer", "bool": "true or false"}
    if get_origin(hint) is tuple and dataclasses.is_dataclass(part := get_args(hint)[0]):
        return f"list of ({', '.join(f'`{field.name}`' for field in dataclasses.fields(part))})"
    name = getattr(hint, "__name__", str(hint))
    return names.get(name, "list of text" if hint == tuple[str, ...] else str(hint).replace("|", "or"))
