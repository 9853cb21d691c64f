"""Answers and the inputs of a page say the same."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from chassis.forms.conditions import is_answered
from chassis.forms.definition import Form
from chassis.forms.drafts import load_draft
from chassis.forms.fields import Rows
from chassis.http.errors import Invalid
from gateway.forms import flat_answers
from tests.chassis.forms.samples import ANSWERS, FORMS, field, form

ROWS = form(field("rows", "x")).by_key["x"]


def answered(answers: dict[str, Any]) -> dict[str, Any]:
    """The answers without what is none, inside of rows too."""
    return {
        key: [{k: v for k, v in row.items() if is_answered(v)} if isinstance(row, dict) else row for row in value]
        if isinstance(value, list)
        else value
        for key, value in answers.items()
        if is_answered(value)
    }


@settings(deadline=None)
@given(FORMS, ANSWERS)
def test_answers_survive_the_way_through_a_page(any_form: Form, answers: dict[str, Any]) -> None:
    try:
        stored = load_draft(any_form, {key: one for key, one in answers.items() if key in any_form.by_key})
    except Invalid:
        return
    stored = {key: one for key, one in stored.items() if not (key in checks(any_form) and "\n" in "".join(one))}
    texts = flat_answers.flatten(any_form, stored)
    sent = MultiDict(
        [
            (name, one)
            for name, text in texts.items()
            for one in (text.split("\n") if name in checks(any_form) else [text])
        ]
    )
    back = flat_answers.gather(any_form, flat_answers.typed(any_form, sent))
    assert json.dumps(answered(load_draft(any_form, back))) == json.dumps(answered(stored)).replace("\\r\\n", "\\n")


def checks(any_form: Form) -> set[str]:
    return {one.key for one in any_form if one.__struct_config__.tag == "checks"}


@given(st.lists(st.sampled_from(["add", "0.copy", "1.copy", "0.up", "1.up", "0.down", "1.down", "9.down"]), max_size=6))
def test_moving_rows_loses_none(changes: list[str]) -> None:
    texts = {"x.0.name": "甲", "x.0.kind": "a", "x.1.name": "乙", "x.1.kind": ""}
    for change in changes:
        before = flat_answers.row_count("x", texts)
        texts = flat_answers.changed_rows(ROWS, texts, f"x.{change}")  # type: ignore[arg-type]  # the field is rows
        assert flat_answers.row_count("x", texts) == before + (
            change.endswith(("add", "copy")) and not (change == "1.copy" and before < 2)
        )
    assert {"甲", "乙"} <= set(texts.values())


@pytest.mark.parametrize(
    ("change", "names"),
    [
        ("add", ["甲", "乙", "丙", ""]),
        ("0.copy", ["甲", "甲", "乙", "丙"]),
        ("2.up", ["甲", "丙", "乙"]),
        ("0.up", ["甲", "乙", "丙"]),
        ("0.down", ["乙", "甲", "丙"]),
        ("2.down", ["甲", "乙", "丙"]),
        ("1.remove", ["甲", "丙"]),
        ("7.remove", ["甲", "乙", "丙"]),
        pytest.param("9" * 5000 + ".up", ["甲", "乙", "丙"], id="no number is too long"),
        ("1.shout", ["甲", "乙", "丙"]),
    ],
)
def test_a_button_changes_the_rows(change: str, names: list[str]) -> None:
    texts = {f"x.{n}.name": name for n, name in enumerate("甲乙丙")} | {"title": "题目"}
    found = flat_answers.changed_rows(ROWS, texts, f"x.{change}")  # type: ignore[arg-type]  # the field is rows
    assert [found[f"x.{n}.name"] for n in range(len(names))] == names
    assert (found["x.rows"], found["title"]) == (str(len(names)), "题目")


def test_rows_that_were_taken_out_do_not_come_back() -> None:
    stored = {"x.0.name": "甲", "x.1.name": "乙", "title": "题目"}
    assert flat_answers.merged(stored, {"x.0.name": "乙", "x.rows": "1"}) == {
        "title": "题目",
        "x.0.name": "乙",
        "x.rows": "1",
    }
    assert flat_answers.merged(stored, {"title": "新"}) == stored | {"title": "新"}


@pytest.mark.parametrize("change", ["x.add", "x.0.copy"])
def test_no_row_is_added_beyond_what_the_form_allows(change: str) -> None:
    rows = form(field("rows", "x", most=2)).by_key["x"]
    assert isinstance(rows, Rows)
    texts = {"x.0.name": "甲", "x.1.name": "乙"}
    assert flat_answers.row_count("x", flat_answers.changed_rows(rows, texts, change)) == 2


def test_every_row_that_was_sent_is_given_back() -> None:
    sent = MultiDict([("x.rows", "300"), *((f"x.{number}.name", "甲") for number in range(300))])
    assert flat_answers.row_count("x", flat_answers.typed([ROWS], sent)) == 300


def test_copied_row_is_one_of_its_own() -> None:
    cells = [field("text", "name"), field("text", "handle", pattern="handle")]
    rows = form(field("rows", "x", fields=cells)).by_key["x"]
    texts = {"x.0.name": "甲", "x.0.handle": "first"}
    assert isinstance(rows, Rows)
    found = flat_answers.changed_rows(rows, texts, "x.0.copy")
    assert found == {"x.rows": "2", "x.0.name": "甲", "x.0.handle": "first", "x.1.name": "甲", "x.1.handle": ""}
