"""A form described once: what it refuses, what it reads, what it makes of a service's refusal."""

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict

from chassis.http.errors import Invalid
from gateway.accounts.schemas import SigninForm
from gateway.forms.fields import Field
from gateway.forms.form import Form, checked, loaded, refused

CHOICES = ({"key": "a", "name": "甲"}, {"key": "b", "name": "乙"})
FORM = Form(
    (
        Field(name="title", label="题目", least=2, most=5, required=True),
        Field(name="group", label="组别", kind="select", choices=CHOICES),
        Field(name="some", label="若干", kind="checks", choices=CHOICES),
        Field(name="other", label="其他", required_when=("group", ("b",))),
        Field(name="mark", label="得分", kind="number", low="0", high="10", sent_as="marks.innovation"),
        Field(name="email", label="邮箱", kind="email"),
    )
)


@pytest.fixture(autouse=True)
def speaking(contest: object) -> None:
    """Sentences need a language, which the running product has."""


@pytest.fixture
def app(contest: object) -> Flask:
    return contest.product.app  # type: ignore[attr-defined,no-any-return]  # the product behind the fixture


@pytest.mark.parametrize(
    ("values", "codes"),
    [
        ({"title": "好题目"}, {}),
        ({"title": " "}, {"title": "required"}),
        ({"title": "一"}, {"title": "too-short"}),
        ({"title": "一二三四五六"}, {"title": "too-long"}),
        ({"title": "𠮷野家𠮷野"}, {}),
        ({"title": "题目", "group": "c"}, {"group": "unknown-choice"}),
        ({"title": "题目", "some": "a\nb"}, {}),
        ({"title": "题目", "some": "a\nz"}, {"some": "unknown-choice"}),
        ({"title": "题目", "group": "a"}, {}),
        ({"title": "题目", "group": "b"}, {"other": "required"}),
        ({"title": "题目", "mark": "九"}, {"mark": "not-a-number"}),
        ({"title": "题目", "mark": "1e3"}, {"mark": "not-a-number"}),
        ({"title": "题目", "mark": "-1"}, {"mark": "out-of-range"}),
        ({"title": "题目", "mark": "１0.5"}, {"mark": "out-of-range"}),
        ({"title": "题目", "mark": "９．5"}, {}),
        ({"title": "题目", "email": "nobody"}, {"email": "not-an-address"}),
    ],
)
def test_form_refuses_what_cannot_be_an_answer(app: Flask, values: dict[str, str], codes: dict[str, str]) -> None:
    with app.test_request_context():
        assert {name: messages[0]["code"] for name, messages in FORM.wrong(values).items()} == codes


def test_checked_form_keeps_every_word(app: Flask) -> None:
    with app.test_request_context():
        filled = checked(FORM, {"title": "一二三四五六", "email": "a@b.cn"})
    assert filled.status == 422
    assert filled.values == {"title": "一二三四五六", "email": "a@b.cn"}
    assert "6" in filled.errors["title"][0]["message"]


def test_several_answers_come_back_one_a_line_and_none_as_none() -> None:
    assert FORM.typed(MultiDict([("some", "a"), ("some", "b"), ("x", "y")])) == {"some": "a\nb"}
    assert FORM.typed(MultiDict([("title", "题目")])) == {"title": "题目", "some": ""}


def test_errors_of_a_service_stand_at_our_fields() -> None:
    refused = {"errors": {"marks.innovation": [{"message": "太高"}], "some.0": [{"message": "没有"}], "x": []}}
    assert set(FORM.problem(refused)["errors"]) == {"mark", "some", "x"}


def test_only_what_differs_is_shown_beside() -> None:
    stored = {"title": "别处", "group": "a", "email": ""}
    assert FORM.differing(stored, {"title": "这里", "group": "a\r\n", "email": " "}) == {"title": "别处"}


def test_schema_says_what_is_wrong_and_its_sentences_stand_at_our_fields(app: Flask) -> None:
    with app.test_request_context(), pytest.raises(Invalid) as invalid:
        loaded(SigninForm(), {"contact": "nobody"})
    filled = refused(FORM, {"title": "好题目"}, invalid.value)
    assert filled.status == 422
    assert filled.values == {"title": "好题目"}
    assert [message["code"] for message in filled.errors["contact"]] == ["not-a-contact"]
