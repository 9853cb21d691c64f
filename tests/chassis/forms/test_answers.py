"""Answers checked by the rules of a form, asked as its conditions say; nothing that is typed is lost."""

from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given, settings
from msgspec.structs import replace

from chassis.forms.answers import examine, fields_of, load_submission, missing, settle, warnings
from chassis.forms.conditions import is_answered
from chassis.forms.definition import Form
from chassis.forms.documents import read
from chassis.forms.drafts import load_draft
from chassis.forms.exports import columns, row
from chassis.forms.files import StoredFile
from chassis.forms.showing import own_copy, searchable, show
from chassis.http.errors import Invalid
from tests.chassis.forms.samples import ANSWERS, ANY_JSON, FORMS, document, field, form, pdf


def codes(found: dict[str, list[dict[str, str]]]) -> dict[str, str]:
    """The code of each field's first error."""
    return {place: errors[0]["code"] for place, errors in found.items()}


@settings(deadline=None)
@given(FORMS, ANY_JSON | ANSWERS)
def test_any_form_takes_any_json_without_an_exception_of_another_kind(any_form: Form, answers: Any) -> None:
    settled = settle(any_form, answers)
    examined = examine(any_form, answers)
    for audience in ("team", "judges", "public"):
        show(any_form, settled.answers, audience)  # type: ignore[arg-type]  # one of the literal's own values
    assert len(row(any_form, settled.answers)) == len(columns(any_form))
    searchable(any_form, settled.answers)
    own_copy(any_form, settled.answers, settled.aside)
    if not examined.errors:
        assert examine(any_form, examined.answers) == examined
    with suppress(Invalid):
        load_draft(any_form, answers)


@settings(deadline=None)
@given(FORMS, ANSWERS)
def test_settling_loses_no_answer_and_settling_again_changes_nothing(any_form: Form, answers: dict[str, Any]) -> None:
    settled = settle(any_form, answers)
    assert {key: one for key, one in answers.items() if is_answered(one)}.items() <= (
        settled.answers | settled.aside
    ).items()
    assert settle(any_form, settled.answers, aside=settled.aside) == settled


@pytest.mark.parametrize(
    ("one", "answer", "code"),
    [
        (field("text", "x", least=3), "ab", "too-short"),
        (field("text", "x", least=3), "a\u200b\u200bb", "too-short"),
        (field("text", "x", most=3), "abcd", "too-long"),
        (field("text", "x"), "a\x00b", "invalid"),
        (field("text", "x"), "a\ud800b", "invalid"),
        (field("text", "x", required=True), "\u200b\u3164", "required"),
        (field("text", "x", pattern="email"), "a@b", "not-an-address"),
        (field("text", "x", pattern="mobile"), "12345678901", "not-a-mobile"),
        (field("text", "x", pattern="uscc"), "91350200FAKE0001", "not-a-credit-code"),
        (field("text", "x", pattern="time"), "24:01", "not-a-time"),
        (field("text", "x", pattern="time"), "9", "not-a-time"),
        (field("text", "x", pattern="handle"), "A b", "invalid"),
        (field("text", "x", pattern="name"), "点击ｗｗｗ．evil.example", "link-in-name"),
        (field("number", "x"), "many", "not-a-number"),
        (field("number", "x"), True, "not-a-number"),
        (field("number", "x"), "1.5", "too-many-decimals"),
        (field("number", "x", low="2", high="3"), "1", "out-of-range"),
        (field("number", "x", low="2", high="3"), "4", "out-of-range"),
        (field("number", "x"), "1234567890123456", "too-many-digits"),
        (field("money", "x"), "-0.01", "out-of-range"),
        (field("money", "x"), "1.005", "too-many-decimals"),
        (field("date", "x"), "2024-02-30", "not-a-date"),
        (field("date", "x", latest="today"), "2199-01-01", "too-late"),
        (field("date", "x", earliest="2024-01-01"), "2023-12-31", "too-early"),
        (field("select", "x"), "z", "unknown-choice"),
        (field("radio", "x", required=True), "", "required"),
        (field("checks", "x"), ["a", "z"], "unknown-choice"),
        (field("checks", "x", least=2), ["a", "a"], "wrong-count"),
        (field("undertaking", "x", required=True), False, "required"),
        (field("link", "x"), "javascript:alert(1)", "not-a-link"),
        (field("link", "x"), "https://user@example.cn/", "not-a-link"),
        (field("link", "x"), "http://[", "not-a-link"),
        (field("rows", "x", least=2), [{"name": "甲"}], "wrong-count"),
        (field("rows", "x"), ["甲"], "invalid"),
    ],
)
def test_what_breaks_a_rule_is_named_by_its_code(one: dict[str, Any], answer: Any, code: str) -> None:
    assert codes(missing(form(one), {"x": answer})) == {"x": code}


@pytest.mark.parametrize(
    ("one", "answer", "kept"),
    [
        (field("text", "x", least=2), " 甲乙 ", "甲乙"),
        (field("text", "x", pattern="mobile"), "+86 138-0000-0001", "13800000001"),
        (field("text", "x", pattern="email"), "name＠example。cn", "name@example.cn"),
        (field("text", "x", pattern="uscc"), "９１350200fake00013r", "91350200FAKE00013R"),
        (field("text", "x", pattern="time"), " 9：30 ", "09:30"),
        (field("text", "x", pattern="name"), "5G+AI：基于ASP.NET的R&D平台", "5G+AI：基于ASP.NET的R&D平台"),
        (field("text", "x", pattern="time"), "24时00分", "24:00"),
        (field("number", "x"), 12, "12"),
        (field("number", "x", decimals=2), "１，２００.50", "1200.5"),
        (field("money", "x"), "0012.50", "12.5"),
        (field("money", "x"), "0.00", "0"),
        (field("date", "x"), "2024年1月5日", "2024-01-05"),
        (field("checks", "x"), ["c", "a", "a"], ["a", "c"]),
        (field("undertaking", "x"), True, True),
        (field("rows", "x"), [{"name": ""}, {"name": "甲", "kind": "a"}], [{"name": "甲", "kind": "a"}]),
        (field("number", "x"), "", None),
    ],
)
def test_what_keeps_the_rules_is_written_in_one_way(one: dict[str, Any], answer: Any, kept: Any) -> None:
    loaded = load_submission(form(one), {"x": answer})
    assert loaded == ({} if kept is None else {"x": kept})


def test_errors_inside_rows_stand_at_their_cell() -> None:
    found = missing(form(field("rows", "x")), {"x": [{"name": "甲"}, {"kind": "z"}]})
    assert codes(found) == {"x.1.name": "required", "x.1.kind": "unknown-choice"}
    assert fields_of(found) == ["x"]


def shown_when(key: str, value: str) -> dict[str, Any]:
    return {"is": "equals", "field": key, "value": value}


def test_what_is_not_asked_is_neither_required_nor_handed_in_but_kept() -> None:
    asked = form(
        field("select", "group"),
        field("select", "stage", only_for={"group": ["a"]}, required=True),
        field("text", "place", required=True, shown_when=shown_when("stage", "b")),
    )
    answers = {"group": "c", "stage": "b", "place": "集美"}
    assert load_submission(asked, answers) == {"group": "c"}
    settled = settle(asked, answers)
    assert (settled.answers, settled.aside) == ({"group": "c"}, {"stage": "b", "place": "集美"})
    again = settle(asked, {"group": "a"}, aside=settled.aside)
    assert (again.answers, again.aside) == ({"group": "a", "stage": "b", "place": "集美"}, {})
    assert codes(missing(asked, {"group": "a"})) == {"stage": "required"}
    assert codes(missing(asked, {"group": "a", "stage": "b"})) == {"place": "required"}


def test_an_answer_taken_out_does_not_come_back_from_what_is_kept() -> None:
    assert settle(form(field("text", "x")), {"x": ""}, aside={"x": "old"}).answers == {"x": ""}


def test_required_when_asks_for_an_answer_only_then() -> None:
    asked = form(field("select", "x"), field("file", "proof", required_when=shown_when("x", "a")))
    assert missing(asked, {"x": "b"}) == {}
    assert codes(missing(asked, {"x": "a"})) == {"proof": "required"}
    assert missing(asked, {"x": "a"}, {"proof": [pdf()]}) == {}


@pytest.mark.parametrize(
    ("files", "code"),
    [
        ([pdf(21 << 20)], "too-large"),
        ([pdf(type="png")], "wrong-type"),
        ([pdf(), pdf()], "wrong-count"),
        ([replace(pdf(), pages=21)], "too-many-pages"),
        ([replace(pdf(), state="checking")], "file-checking"),
        ([replace(pdf(), state="refused", finding="encrypted")], "encrypted"),
        ([], "required"),
    ],
)
def test_files_are_checked_by_their_slot(files: list[StoredFile], code: str) -> None:
    asked = form(field("file", "x", required=True, pages=20))
    assert codes(missing(asked, {}, {"x": files})) == {"x": code}
    assert missing(asked, {}, {"x": [replace(pdf(), pages=20)]}) == {}


def test_conditions_of_a_row_look_at_the_row_first() -> None:
    inner = [field("select", "kind"), field("text", "why", required=True, shown_when=shown_when("kind", "a"))]
    asked = form(field("select", "kind"), field("rows", "x", fields=inner))
    rows = [{"kind": "a"}, {"kind": "b", "why": "not asked"}]
    assert codes(missing(asked, {"kind": "b", "x": rows})) == {"x.0.why": "required"}
    assert load_submission(asked, {"kind": "a", "x": rows[1:]})["x"] == [{"kind": "b"}]


def test_draft_takes_what_is_half_done_and_refuses_what_is_no_answer() -> None:
    one = form(field("text", "x", least=5, most=10), field("number", "n"), field("rows", "r"), field("file", "f"))
    assert load_draft(one, {"x": " a ", "n": "many", "r": [{}]}) == {"x": "a", "n": "many", "r": [{}]}
    for wrong in ({"y": "a"}, {"x": ["a"]}, {"x": "a" * 1001}, {"r": [{"z": 1}]}, {"f": "a.pdf"}, {"x": "\ud800"}):
        with pytest.raises(Invalid):
            load_draft(one, wrong)


def test_check_digit_is_a_warning_only() -> None:
    one = form(field("text", "x", pattern="uscc"), field("rows", "r", fields=[field("text", "code", pattern="uscc")]))
    odd = "91350203M0001QAY9B"
    assert missing(one, {"x": odd}) == {}
    assert list(warnings(one, {"x": odd, "r": [{"code": "91350200FAKE00013R"}, {"code": odd}]})) == ["x", "r.1.code"]


def test_choices_and_phases_come_with_the_occasion() -> None:
    asked = read(
        document(
            field("select", "track", choices=[], source="tracks", required=True), field("file", "pitch", phase="final")
        )
    )
    first = asked.during()
    assert [one.key for one in first] == ["track"]
    assert [one.key for one in asked.during("final")] == ["track", "pitch"]
    choices = form(field("select", "x")).by_key["x"].choices  # type: ignore[union-attr]  # a select has choices
    assert missing(first.offering({"tracks": choices}), {"track": "a"}) == {}
    assert codes(missing(first, {"track": "a"})) == {"track": "unknown-choice"}


@pytest.mark.parametrize("gap", ["\n", "\x0b", "\x85", "\u2028", "\r\n"])
def test_line_of_a_draft_stays_on_one_line(gap: str) -> None:
    one = form(field("text", "x"), field("area", "a"), field("rows", "r"))
    saved = load_draft(one, {"x": f"甲{gap}乙", "a": f"甲{gap}乙", "r": [{"name": f"甲{gap}乙"}]})
    assert saved == {"x": "甲 乙", "a": "甲\n乙", "r": [{"name": "甲 乙"}]}


def test_draft_has_no_more_rows_than_the_form_allows() -> None:
    one = form(field("rows", "r", most=2))
    assert load_draft(one, {"r": [{}, {}]}) == {"r": [{}, {}]}
    with pytest.raises(Invalid) as refused:
        load_draft(one, {"r": [{}, {}, {}]})
    assert codes(refused.value.facts["errors"]) == {"r": "wrong-count"}


def test_rich_text_is_cleaned_and_counted_by_its_words() -> None:
    field = {"kind": "area", "key": "text", "label": {"zh": "正文"}, "rich": True, "most": 3, "required": True}
    section = {"key": "section", "title": {"zh": "部分"}, "fields": [field]}
    made = read({"key": "rich", "version": 1, "title": {"zh": "表"}, "sections": [section]})
    typed = '<h2 onclick="x">甲</h2><script>x</script><p><strong>乙</strong></p>'
    answers = load_submission(made, {"text": typed})
    assert answers == {"text": "<h2>甲</h2><p><strong>乙</strong></p>"}
    assert [one.value.zh for one in show(made, answers, "team")] == ["甲\n乙"]
    assert list(missing(made, {"text": "<p>甲乙</p><p>丙</p>"})) == ["text"]
    assert list(missing(made, {"text": "<p>&nbsp;</p>"})) == ["text"]


def test_draft_is_saved_in_the_usual_form_of_its_patterns_where_it_fits() -> None:
    asked = [field("text", "code", pattern="uscc"), field("text", "mobile", pattern="mobile")]
    rows = field("rows", "rows", fields=[field("text", "code", pattern="uscc")])
    typed = {"code": "91350200fake00013r", "mobile": "+86 199-0000-0321", "rows": [{"code": " 91350200FAKE00013r"}]}
    saved = load_draft(form(*asked, rows), typed)
    assert saved == {"code": "91350200FAKE00013R", "mobile": "19900000321", "rows": [{"code": "91350200FAKE00013R"}]}
    half = {"code": "91350200fa", "mobile": "+86 199"}
    assert load_draft(form(*asked, rows), half) == half
