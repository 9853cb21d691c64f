"""A new version says what it changes, and answers move to it without loss."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from hypothesis import given, settings

from chassis.forms.answers import examine, settle
from chassis.forms.carrying import REASONS, carry_over
from chassis.forms.conditions import is_answered
from chassis.forms.definition import Form
from chassis.forms.differences import differences
from tests.chassis.forms.samples import ANSWERS, FORMS, field, form


def atoms(value: Any) -> Iterator[str]:
    """Each answer in it, as text."""
    if isinstance(value, Mapping):
        for inner in value.values():
            yield from atoms(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from atoms(inner)
    elif is_answered(value):
        yield repr(value)


@settings(deadline=None)
@given(FORMS, FORMS, ANSWERS)
def test_carrying_over_loses_no_answer(old: Form, new: Form, answers: dict[str, Any]) -> None:
    carried = carry_over(answers, old, new)
    after = Counter(atoms(carried.answers)) + Counter(atoms([one.value for one in carried.kept]))
    assert after == Counter(atoms(answers))
    assert all(one.why in REASONS for one in carried.kept)
    settled = settle(new, carried.answers)
    assert Counter(atoms(settled.answers)) + Counter(atoms(settled.aside)) == Counter(atoms(carried.answers))
    examine(new, carried.answers)


@settings(deadline=None, max_examples=50)
@given(FORMS, ANSWERS)
def test_carrying_over_to_the_same_form_moves_what_fits_it(same: Form, answers: dict[str, Any]) -> None:
    known = examine(same, answers).answers
    assert carry_over(known, same, same).answers == known


@settings(deadline=None, max_examples=50)
@given(FORMS, FORMS)
def test_differences_are_named_wherever_forms_differ(old: Form, new: Form) -> None:
    assert differences(old, old) == []
    assert bool(differences(old, new)) == (old != new)


@pytest.mark.parametrize(
    ("before", "after", "answer", "moved", "why"),
    [
        (field("text", "x"), field("area", "x"), "甲", "甲", None),
        (field("text", "x"), field("text", "x", most=1), "甲乙", "甲乙", None),
        (field("select", "x"), field("radio", "x"), "a", "a", None),
        (field("select", "x"), field("checks", "x"), "a", ["a"], None),
        (field("text", "x"), field("text", "y"), "甲", None, "gone"),
        (field("text", "x"), field("file", "x"), "甲", None, "gone"),
        (field("text", "x"), field("rows", "x"), "甲", None, "changed"),
        (field("text", "x"), field("undertaking", "x"), "甲", None, "changed"),
        (
            field("select", "x"),
            field("select", "x", choices=field("select", "x")["choices"][:1]),
            "b",
            None,
            "choice-gone",
        ),
        (
            field("checks", "x"),
            field("checks", "x", choices=field("checks", "x")["choices"][:1]),
            ["a", "b"],
            ["a"],
            "choice-gone",
        ),
        (
            field("rows", "x"),
            field("rows", "x", fields=[field("text", "name")]),
            [{"name": "甲", "kind": "a"}],
            [{"name": "甲"}],
            "gone",
        ),
    ],
)
def test_what_no_longer_fits_stays_with_its_reason(
    before: dict[str, Any], after: dict[str, Any], answer: Any, moved: Any, why: str | None
) -> None:
    carried = carry_over({"x": answer}, form(before), form(after))
    assert carried.answers.get("x") == moved
    assert [one.why for one in carried.kept] == ([why] if why else [])


def test_differences_read_as_sentences() -> None:
    group = field("select", "group", "组别")
    old = form(group, field("text", "x", "简介", most=500), field("text", "y", "职务"))
    stage = {"is": "one-of", "field": "group", "values": ["a", "b"]}
    new = form(
        group | {"choices": group["choices"][:2]},
        field("text", "x", "简介", most=800, required=True, shown_when=stage),
        field("file", "proof", "落地证明"),
    )
    assert differences(old, new) == [
        "“组别”删除选项“C”。",
        "“简介”改为必填。",
        "“简介”的上限由“500”改为“800”。",
        "新增“落地证明”（文件）。",
        "删除“职务”。",
        "“简介”改为在“组别”为“A”或“B”时填写。",
    ]
