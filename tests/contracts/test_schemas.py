"""The event schemas in the tree are the code's, and only ever grow."""

import copy
import json
from collections.abc import Callable
from typing import Any

import pytest

from contracts.events import Event
from deploy.books.event_schemas import EVENTS, SCHEMAS, breaks, schema_of, text_of

RELEASED = schema_of(EVENTS["registration.entry.withdrawn.v1"])


@pytest.mark.parametrize("event", EVENTS.values(), ids=EVENTS)
def test_schema_file_equals_the_code(event: type[Event]) -> None:
    assert (SCHEMAS / f"{event.TYPE}.json").read_text("utf-8") == text_of(event), "run deploy.books.event_schemas"


def test_no_schema_is_left_of_an_event_that_is_gone() -> None:
    assert sorted(path.stem for path in SCHEMAS.iterdir()) == sorted(EVENTS)


def change(what: Callable[[dict[str, Any]], Any]) -> list[str]:
    wanted = copy.deepcopy(RELEASED)
    what(wanted)
    return breaks(RELEASED, wanted)


def test_optional_fields_and_new_words_may_be_added() -> None:
    def add(schema: dict[str, Any]) -> None:
        schema["properties"]["reason"] = {"type": "string", "default": ""}
        schema["properties"]["number"]["description"] = "clearer"
        schema["description"] = "clearer"

    assert change(add) == []


def require(schema: dict[str, Any]) -> None:
    schema["properties"]["reason"] = {"type": "string"}
    schema["required"].append("reason")


@pytest.mark.parametrize(
    ("what", "reason"),
    [
        (lambda schema: schema["properties"].pop("number"), "number is gone"),
        (lambda schema: schema["properties"].update(number={"type": "integer"}), "number means something else"),
        (require, "reason became required"),
        (lambda schema: schema["required"].remove("number"), "number is no longer sent always"),
        (lambda schema: schema.update({"x-subject": "edition"}), "it is about something else"),
    ],
)
def test_change_that_breaks_a_reader_is_found(what: Callable[[dict[str, Any]], Any], reason: str) -> None:
    assert reason in change(what)


def test_schema_is_valid_json_of_the_declared_version() -> None:
    for path in SCHEMAS.iterdir():
        schema = json.loads(path.read_text("utf-8"))
        assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
        assert schema["$id"] == f"urn:egret:event:{path.stem}"
