"""Golden samples: what was once sent stays valid and readable for good."""

import json
from typing import Any

import msgspec
import pytest
from jsonschema import Draft202012Validator, ValidationError

from deploy.books.event_schemas import EVENTS, SAMPLES, SCHEMAS

KINDS = sorted(EVENTS)


def sample_of(kind: str) -> dict[str, Any]:
    sample: dict[str, Any] = json.loads((SAMPLES / f"{kind}.json").read_text("utf-8"))
    return sample


def validator(kind: str) -> Draft202012Validator:
    schema = json.loads((SCHEMAS / f"{kind}.json").read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)


def test_every_event_has_a_sample() -> None:
    assert sorted(path.stem for path in SAMPLES.iterdir()) == KINDS


@pytest.mark.parametrize("kind", KINDS)
def test_sample_is_valid(kind: str) -> None:
    validator(kind).validate(sample_of(kind))


@pytest.mark.parametrize("kind", KINDS)
def test_sample_is_read_and_written_again_without_loss(kind: str) -> None:
    sample = sample_of(kind)
    event = msgspec.json.decode(json.dumps(sample), type=EVENTS[kind])
    written = json.loads(msgspec.json.encode(event))
    assert {name: written[name] for name in sample} == sample
    assert msgspec.json.decode(msgspec.json.encode(event), type=EVENTS[kind]) == event


@pytest.mark.parametrize("kind", KINDS)
def test_event_knows_its_subject(kind: str) -> None:
    sample = sample_of(kind)
    event = msgspec.json.decode(json.dumps(sample), type=EVENTS[kind])
    assert event.subject == sample[EVENTS[kind].SUBJECT_FIELD]


@pytest.mark.parametrize("kind", KINDS)
def test_reader_ignores_fields_of_a_later_release(kind: str) -> None:
    later = sample_of(kind) | {"added_later": {"deep": [1]}}
    validator(kind).validate(later)
    assert msgspec.json.decode(json.dumps(later), type=EVENTS[kind]).subject


@pytest.mark.parametrize("kind", KINDS)
def test_sample_without_a_required_field_is_refused_by_schema_and_code(kind: str) -> None:
    sample = sample_of(kind)
    for name in json.loads((SCHEMAS / f"{kind}.json").read_text("utf-8"))["required"]:
        short = {key: value for key, value in sample.items() if key != name}
        with pytest.raises(ValidationError):
            validator(kind).validate(short)
        with pytest.raises(msgspec.ValidationError):
            msgspec.json.decode(json.dumps(short), type=EVENTS[kind])


def test_only_the_contact_event_carries_contact_details() -> None:
    telling = {kind for kind in KINDS if {"email", "phone", "mobile", "address"} & sample_of(kind).keys()}
    assert telling == {"gateway.account.contact-changed.v1"}
