"""The JSON Schema of every event, written from the code: `python -m deploy.books.event_schemas`.

What is released may only gain optional fields; anything else is a new version of the event, and is refused here.
"""

import dataclasses
import importlib
import json
import pkgutil
import sys
from datetime import datetime
from pathlib import Path
from typing import Any, get_args, get_type_hints

import msgspec

import contracts
from contracts.events import REGISTRY, Event

FOLDER = Path(contracts.__file__).parent
SCHEMAS, SAMPLES = FOLDER / "schemas", FOLDER / "samples"
for module in pkgutil.iter_modules(contracts.__path__):
    importlib.import_module(f"contracts.{module.name}")
EVENTS = {kind: event for kind, event in REGISTRY.items() if event.__module__.startswith("contracts.")}
"""What the contracts declare; tests declare events of their own beside them."""


def schema_of(event: type[Event]) -> dict[str, Any]:
    """The schema (2020-12) of an event's body. Unknown fields are allowed: a later release may add some."""
    (_, schemas) = msgspec.json.schema_components([event], ref_template="#/$defs/{name}")
    for name, kind in _shapes(event).items():
        _mark_times(schemas[name], kind)
    schema = schemas.pop(event.__name__)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:egret:event:{event.TYPE}",
        **schema,
        **({"$defs": schemas} if schemas else {}),
        "x-subject": event.SUBJECT_FIELD,
    }


def _shapes(kind: type[Any]) -> dict[str, type[Any]]:
    """The class and the classes its fields are made of, by name."""
    found = {kind.__name__: kind}
    for hint in get_type_hints(kind).values():
        for part in (hint, *get_args(hint)):
            if dataclasses.is_dataclass(part) and isinstance(part, type):
                found |= _shapes(part)
    return found


def _mark_times(schema: dict[str, Any], kind: type[Any]) -> None:
    for name, hint in get_type_hints(kind).items():
        if hint is datetime:
            schema["properties"][name]["format"] = "date-time"


def breaks(released: dict[str, Any], wanted: dict[str, Any]) -> list[str]:
    """What a reader or a sender of the released schema could not live with; empty where the change only adds."""
    old, new = released["properties"], wanted["properties"]
    lost = [f"{name} is gone" for name in old if name not in new]
    changed = [f"{name} means something else" for name in old if name in new and _shape(old[name]) != _shape(new[name])]
    newly = set(wanted.get("required", ())) - set(released.get("required", ()))
    loosened = set(released.get("required", ())) - set(wanted.get("required", ()))
    subject = [] if released["x-subject"] == wanted["x-subject"] else ["it is about something else"]
    return (
        lost
        + changed
        + [f"{name} became required" for name in sorted(newly)]
        + [f"{name} is no longer sent always" for name in sorted(loosened)]
        + subject
    )


def _shape(schema: Any) -> Any:
    """A field's schema without the words about it."""
    if isinstance(schema, dict):
        return {key: _shape(value) for key, value in schema.items() if key not in {"description", "title"}}
    return [_shape(item) for item in schema] if isinstance(schema, list) else schema


def text_of(event: type[Event]) -> str:
    """The file's content."""
    return json.dumps(schema_of(event), ensure_ascii=False, indent=2) + "\n"


def write() -> list[str]:
    """Bring the files up to date; returns what could not be changed and why."""
    refused = []
    for kind, event in EVENTS.items():
        path = SCHEMAS / f"{kind}.json"
        reasons = breaks(json.loads(path.read_text("utf-8")), json.loads(text_of(event))) if path.exists() else []
        refused += [f"{kind}: {reason}. Declare a new version of the event instead." for reason in reasons]
        if not reasons:
            path.write_text(text_of(event), "utf-8")
    return refused


if __name__ == "__main__":
    problems = write()
    print("\n".join(problems), file=sys.stderr)
    sys.exit(bool(problems))
