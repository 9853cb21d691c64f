"""The JSON Schema of every event, written from the code: `python -m deploy.event_schemas`.

What is released may only gain optional fields; anything else is a new version of the event, and is refused here.
"""

import importlib
import json
import pkgutil
import sys
from datetime import datetime
from pathlib import Path
from typing import Any, get_type_hints

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
    (schema,) = msgspec.json.schema_components([event], ref_template="#/$defs/{name}")[1].values()
    for name, kind in get_type_hints(event).items():
        if kind is datetime:
            schema["properties"][name]["format"] = "date-time"
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:egret:event:{event.TYPE}",
        **schema,
        "x-subject": event.SUBJECT_FIELD,
    }


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
