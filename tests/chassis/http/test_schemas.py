"""Field errors carry a stable code and a sentence; sizes are counted as people count."""

from typing import Any

import marshmallow as ma
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chassis.http.schemas import BIGGEST, Between, FieldError, Length, Schema, Trimmed, field_errors
from chassis.words.visible import cleaned, visible_length


class MemberSchema(Schema):
    name = Trimmed(required=True)


class EntrySchema(Schema):
    title = Trimmed(required=True, validate=Length(2, 5))
    count = ma.fields.Integer()
    wide = ma.fields.Integer(validate=Between(0, 2**40))
    members = ma.fields.List(ma.fields.Nested(MemberSchema))


def codes(given: Any) -> dict[str, list[str]]:
    try:
        EntrySchema().load(given)
    except ma.ValidationError as error:
        return {name: [one["code"] for one in found] for name, found in field_errors(error.messages).items()}
    return {}


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"title": "港口"}, {}),
        ({}, {"title": ["required"]}),
        ({"title": None}, {"title": ["null"]}),
        ({"title": 7}, {"title": ["invalid"]}),
        ({"title": "a\0b"}, {"title": ["invalid"]}),
        ({"title": "\ud800\ud800"}, {"title": ["invalid"]}),
        ({"title": "  港  "}, {"title": ["too-short"]}),
        ({"title": "     "}, {"title": ["too-short"]}),
        ({"title": "一二三四五六"}, {"title": ["too-long"]}),
        ({"title": "👩‍🚀👩"}, {}),
        ({"title": "港口", "other": 1}, {"other": ["unknown"]}),
        ({"title": "港口", "count": BIGGEST + 1}, {"count": ["out-of-range"]}),
        ({"title": "港口", "wide": BIGGEST + 1}, {}),
        ({"title": "港口", "wide": -1}, {"wide": ["out-of-range"]}),
        ({"title": "港口", "members": [{"name": "x"}, {}]}, {"members.1.name": ["required"]}),
        ([], {"_schema": ["type"]}),
    ],
)
def test_errors_are_told_by_field_and_code(given: Any, expected: dict[str, list[str]]) -> None:
    assert codes(given) == expected


def test_text_is_trimmed() -> None:
    assert EntrySchema().load({"title": " \u3000港口\n"}) == {"title": "港口"}


def test_location_of_the_request_is_left_out_of_the_name() -> None:
    told = {"json": {"title": [FieldError("required", "x")]}, "query": {"limit": ["y"]}}
    assert field_errors(told) == {
        "title": [{"code": "required", "message": "x"}],
        "limit": [{"code": "invalid", "message": "y"}],
    }


def test_sentence_takes_its_facts() -> None:
    assert FieldError("too-long", "最多 %(most)d 个字", most=5).body() == {"code": "too-long", "message": "最多 5 个字"}


@given(st.text(max_size=8))
def test_every_text_is_either_accepted_trimmed_or_refused(text: str) -> None:
    try:
        title = EntrySchema().load({"title": text})["title"]
    except ma.ValidationError:
        return
    assert title == cleaned(text)
    assert 2 <= visible_length(title) <= 5
    title.encode()
