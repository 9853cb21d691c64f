"""Names of people."""

import marshmallow
import pytest

from chassis.http.schemas import Schema, field_errors
from gateway.accounts.names import PersonName


class Person(Schema):
    name = PersonName(required=True)


def refused(name: str) -> list[str]:
    try:
        Person().load({"name": name})
    except marshmallow.ValidationError as error:
        return [one["code"] for one in field_errors(error.messages)["name"]]
    return []


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("阿依古丽•买买提", "阿依古丽·买买提"),
        ("王\u200b小明\n", "王小明"),
        ("J. R. Smith", "J. R. Smith"),
        ("Dr.Lee", "Dr.Lee"),
        ("𠮷野", "𠮷野"),
        ("字" * 49 + "\u200b𠮷\u200d", "字" * 49 + "𠮷"),
    ],
)
def test_name_is_stored_as_it_shows(typed: str, stored: str) -> None:
    assert Person().load({"name": typed})["name"] == stored


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("", "too-short"),
        ("\u200b\u2800", "too-short"),
        ("字" * 51, "too-long"),
        ("恭喜中奖，点击 http://evil.example 领取", "link-in-name"),
        ("恭喜中奖 evil。com", "link-in-name"),
        ("evil.com恭喜中奖", "link-in-name"),
        ("ＷＷＷ．evil.example", "link-in-name"),
        ("me@evil.example", "link-in-name"),
        ("<b>甲</b>", "link-in-name"),
        ("12345", "not-a-name"),
    ],
)
def test_name_that_is_none_is_refused_with_words(name: str, code: str) -> None:
    assert code in refused(name)
