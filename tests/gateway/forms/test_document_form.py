"""A document's form on a page: what it asks, what it reads, where two savings differ."""

from typing import Any

from werkzeug.datastructures import MultiDict

from chassis.forms.documents import read
from gateway.forms.document_form import document_form
from gateway.forms.parts import Part
from tests.chassis.forms.samples import document, field, form


def when(key: str, value: str = "a") -> dict[str, Any]:
    return {"is": "equals", "field": key, "value": value}


TWO = read(
    document()
    | {
        "sections": [
            {"key": "first", "title": {"zh": "一"}, "fields": [field("select", "group"), field("file", "proof")]},
            {
                "key": "second",
                "title": {"zh": "二"},
                "fields": [
                    field("text", "always", required=True, required_when=None),
                    field("text", "applied", only_for={"group": ["a"]}),
                    field("text", "proven", shown_when={"is": "filled", "field": "proof"}),
                    field("select", "own"),
                    field("text", "other", shown_when=when("own", "c"), required_when=when("own", "c")),
                ],
            },
        ]
    }
)


def parts(answers: dict[str, Any]) -> dict[str, Part]:
    drawn = document_form(TWO, "second", answers=answers)
    return {part.name: part for part in drawn.parts(drawn.sections()[0], drawn.stored(answers))}


def test_answers_of_other_pages_decide_what_is_drawn() -> None:
    assert list(parts({})) == ["always", "own", "other"]
    assert list(parts({"group": "a"})) == ["always", "applied", "own", "other"]
    assert list(parts({"group": "b"})) == ["always", "own", "other"]


def test_conditions_on_the_same_page_are_drawn_with_their_words() -> None:
    other = parts({})["other"]
    assert other.when == '{"is":"equals","field":"own","value":"c"}'
    assert other.clause == "“own”为“C”"
    assert (other.optional, parts({})["always"].optional, parts({})["own"].optional) == (False, False, True)


def test_a_page_reads_only_its_own_fields() -> None:
    drawn = document_form(TWO, "second", answers={"group": "a"})
    sent = MultiDict([("always", "字"), ("group", "b"), ("csrf_token", "x"), ("own", "c")])
    assert drawn.gathered(drawn.typed(sent)) == {"always": "字", "own": "c"}


def test_two_savings_are_compared_answer_by_answer_and_rows_as_a_whole() -> None:
    drawn = document_form(form(field("text", "t"), field("rows", "r"), field("checks", "c"), field("undertaking", "u")))
    stored = drawn.stored({"t": "题目", "r": [{"name": "甲", "kind": "a"}], "c": ["a"], "u": True})
    same = {"t": "题目\r\n", "r.0.name": "甲", "r.0.kind": "a", "r.rows": "1", "c": "a", "u": "1"}
    assert drawn.differing(stored, same) == {}
    mine = {"t": "新题目", "r.0.name": "乙", "r.0.kind": "", "r.rows": "1", "c": "", "u": ""}
    assert drawn.differing(stored, mine) == {"t": "题目", "r": "甲；A", "c": "A", "u": "已承诺"}
    assert drawn.differing(stored, {"r.rows": "0"}) == {"r": "甲；A"}


def test_errors_in_rows_are_named_by_their_row() -> None:
    drawn = document_form(form(field("rows", "r", "单位")), answers={"r": [{}, {}]})
    labels = drawn.labels({})
    assert labels["r.1.name"] == "单位 2 · name"
    assert drawn.by_field({"r.1.name": [{"code": "required", "message": "…"}]}) == {
        "r.1.name": [{"code": "required", "message": "…"}]
    }


def test_what_is_written_in_words_is_known_apart_from_choices() -> None:
    one = form(
        field("text", "title"), field("select", "track"), field("undertaking", "honest"), field("rows", "people")
    )
    assert list(document_form(one).written()) == ["title", "people.name"]
