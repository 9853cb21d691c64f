"""Form documents: what is accepted, what is refused and where, and how a version is known."""

from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings

from chassis.canonical import canonical, fingerprint
from chassis.forms.definition import Form
from chassis.forms.documents import json_schema, read
from chassis.forms.misfits import place_in_words
from chassis.http.errors import Invalid
from deploy.books import form_schema
from tests.chassis.forms.samples import FORMS, KINDS, document, field, form
from tests.rules.tree import ROOT

SCHEMA = jsonschema.Draft202012Validator(json_schema())


@settings(deadline=None, max_examples=40)
@given(FORMS)
def test_a_form_written_and_read_again_is_the_same(any_form: Form) -> None:
    assert read(canonical(any_form)) == any_form
    assert fingerprint(read(canonical(any_form))) == fingerprint(any_form)


def test_every_kind_is_in_the_schema() -> None:
    whole = document(*(field(kind, kind) for kind in KINDS))
    SCHEMA.check_schema(json_schema())
    SCHEMA.validate(whole)
    assert [one.key for one in read(whole)] == list(KINDS)


def test_schema_of_the_documentation_is_that_of_the_code() -> None:
    written = (ROOT / "docs" / "form.schema.json").read_text("utf-8")
    assert written == form_schema.text(), "run python -m deploy.books.form_schema > docs/form.schema.json"


def test_fingerprint_is_that_of_the_meaning_and_stays() -> None:
    one = form(field("text", "x", required=False, searched=False))
    assert fingerprint(one) == fingerprint(form(field("text", "x")))
    assert fingerprint(one) != fingerprint(form(field("text", "x"), version=2))
    assert fingerprint(one) == "ea67e8feed17c2e7a790b6208205d5f6469ca2bb5316a5c53e45fb43598c193c"


def when(key: str, value: str = "a") -> dict[str, Any]:
    return {"is": "equals", "field": key, "value": value}


def nested(levels: int) -> dict[str, Any]:
    return when("x") if levels == 1 else {"is": "not", "of": nested(levels - 1)}


@pytest.mark.parametrize(
    ("wrong", "place", "code"),
    [
        ({}, "key", "required"),
        (document(field("text", "x")) | {"version": 0}, "version", "invalid"),
        (document(field("text", "x"), colour="red"), "colour", "unknown"),
        (document(field("riddle", "x")), "sections.0.fields.0.kind", "invalid"),
        (document(field("text", "X")), "sections.0.fields.0.key", "invalid"),
        (document(field("text", "x") | {"label": {"zh": ""}}), "sections.0.fields.0.label.zh", "invalid"),
        (document(field("text", "x"), field("area", "x")), "sections.0.fields.1.key", "repeated-key"),
        (document(field("text", "action")), "sections.0.fields.0.key", "repeated-key"),
        (document(field("text", "x", least=9, most=3)), "sections.0.fields.0.most", "disorder"),
        (document(field("number", "x", low="NaN")), "sections.0.fields.0.low", "invalid"),
        (document(field("number", "x", low="1", high="0")), "sections.0.fields.0.high", "disorder"),
        (document(field("date", "x", latest="2024-02-30")), "sections.0.fields.0.latest", "invalid"),
        (document(field("select", "x", choices=[])), "sections.0.fields.0.choices", "required"),
        (document(field("text", "x", shown_when=when("y"))), "sections.0.fields.0.shown_when", "unknown-field"),
        (
            document(field("select", "x"), field("text", "y", shown_when=when("x", "z"))),
            "sections.0.fields.1.shown_when",
            "unknown-choice",
        ),
        (
            document(field("money", "x"), field("text", "y", shown_when=when("x"))),
            "sections.0.fields.1.shown_when",
            "not-comparable",
        ),
        (
            document(field("select", "x"), field("text", "y", only_for={"x": ["z"]})),
            "sections.0.fields.1.only_for.x",
            "unknown-choice",
        ),
        (
            document(field("text", "x", shown_when=when("y")), field("text", "y", shown_when=when("x"))),
            "sections",
            "circle",
        ),
        (
            document(field("text", "x"), field("text", "y", shown_when=nested(8))),
            "sections.0.fields.1.shown_when",
            "too-deep",
        ),
        (document(field("text", "x"), field("text", "y", shown_when=nested(90))), "_schema", "too-deep"),
        (document(field("rows", "x", fields=[field("rows", "y")])), "sections.0.fields.0.fields.0.kind", "invalid"),
    ],
)
def test_what_is_wrong_is_named_by_its_place(wrong: dict[str, Any], place: str, code: str) -> None:
    with pytest.raises(Invalid) as refused:
        read(wrong)
    assert {at: errors[0]["code"] for at, errors in refused.value.facts["errors"].items()} == {place: code}
    assert refused.value.facts["errors"][place][0]["message"]


@pytest.mark.parametrize("text", [b"", b"[", b"\xff", b"[" * 100_000, b'"form"', b"null"])
def test_what_is_no_document_is_refused(text: bytes) -> None:
    with pytest.raises(Invalid):
        read(text)


@pytest.mark.parametrize(
    ("wrong", "where", "said"),
    [
        (document(field("text", "x", "简介", most="5")), "全部 › 简介 › 上限", "这里应为整数。"),
        (document(field("text", "x", "简介", most=-1)), "全部 › 简介 › 上限", "这里不能小于 0。"),
        (document(field("riddle", "x", "谜语")), "全部 › 谜语 › 类型", "没有“riddle”这一种。"),
        (document(field("text", "x") | {"label": {"zh": ""}}), "全部 › 第 1 项 › 名称 › 中文", "这里不能为空。"),
        (document(field("file", "x", "附件", types=["exe"])), "全部 › 附件 › 文件类型 › 第 1 项", "没有“exe”这一种。"),
        (
            document(field("date", "x", "日期", latest="soon")),
            "全部 › 日期 › 最晚日期",
            "这里应为日期，例如 2026-10-01，或“今天”。",
        ),
        (document(field("number", "x", "占比", low="many")), "全部 › 占比 › 最小值", "这里应为数字。"),
        (document(field("text", "x", "简介", required="yes")), "全部 › 简介 › 是否必填", "这里应为“是”或“否”。"),
        (
            document(field("text", "x y", "简介")),
            "全部 › 简介 › 内部标识",
            "这里只能用小写字母、数字、下划线或连字符，并以字母或数字开头。",
        ),
        (document(field("text", "x"), title="样例"), "名称", "这里应为一组内容。"),
        (["a form"], "", "这里应为一组内容。"),
    ],
)
def test_what_is_wrong_with_a_document_is_said_in_words_of_forms(wrong: Any, where: str, said: str) -> None:
    with pytest.raises(Invalid) as refused:
        read(wrong)
    ((path, (error,)),) = refused.value.facts["errors"].items()
    assert (place_in_words(wrong, path), error["message"]) == (where, said)


def test_number_of_any_length_in_a_place_is_no_matter() -> None:
    assert place_in_words({"9" * 5000: 1}, "9" * 5000) == ""
