"""A new version says what it changes, and answers move to it without loss."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from hypothesis import given, settings

from chassis.forms.answers import examine, settle
from chassis.forms.bilingual import Words
from chassis.forms.conditions import is_answered
from chassis.forms.definition import Form
from chassis.forms.fields import Choice
from chassis.forms.versions.carrying import REASONS, carry_over
from chassis.forms.versions.differences import differences
from chassis.forms.versions.steps import EFFECTS, VersionChange
from tests.chassis.forms.samples import ANSWERS, FORMS, field, form, pdf


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


@settings(deadline=None)
@given(FORMS, FORMS, ANSWERS)
def test_whatever_comes_to_be_wrong_with_answers_is_told(old: Form, new: Form, answers: dict[str, Any]) -> None:
    """Against the whole of both forms, which `VersionChange` does not read again."""
    moved = VersionChange(old, new).move(answers)
    assert moved.answers == carry_over(answers, old, new).answers
    assert all(one.why in EFFECTS for one in moved.touched)
    before, after = examine(old, answers).errors, examine(new, moved.answers).errors
    fresh = {
        place.partition(".")[0]
        for place, errors in after.items()
        if {one["code"] for one in errors} - {one["code"] for one in before.get(place, ())}
    }
    changed = {one.key for one in new if old.by_key.get(one.key) != one}
    asked_anew = {key for key in fresh if old.conditions.get(key) != new.conditions[key]}
    told = {one.label.zh.partition(" › ")[0] for one in moved.touched}
    assert {new[key].label.zh for key in fresh & (changed | asked_anew)} <= told
    assert VersionChange(new, new).move(moved.answers).touched == []


@settings(deadline=None)
@given(FORMS, FORMS, ANSWERS)
def test_what_a_version_touches_depends_on_what_it_concerns_alone(
    old: Form, new: Form, answers: dict[str, Any]
) -> None:
    change, fitting = VersionChange(old, new), carry_over(answers, old, old).answers
    concerned = {key: answer for key, answer in fitting.items() if key in change.concerned}
    assert change.move(concerned).touched == change.move(fitting).touched
    assert VersionChange(old, old).concerned == frozenset()


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
    template = {"sha256": "0" * 64, "name": "证明模板.docx", "type": "docx", "size": 1000}
    new = form(
        group | {"choices": group["choices"][:2]},
        field("text", "x", "简介", most=800, required=True, shown_when=stage, help={"zh": "写清楚"}),
        field("file", "proof", "落地证明", template=template),
    )
    assert differences(old, new) == [
        "“组别”删除选项“C”。",
        "“简介”改为必填。",
        "“简介”的填写说明由未设改为“写清楚”。",
        "“简介”的上限由“500”改为“800”。",
        "新增“落地证明”（文件）。",
        "删除“职务”。",
        "“简介”改为在“组别”为“A”或“B”时填写。",
    ]
    plain = form(group, field("file", "proof", "落地证明"))
    assert differences(plain, form(group, field("file", "proof", "落地证明", template=template))) == [
        "“落地证明”的模板文件由未设改为“证明模板.docx”。"
    ]


def test_differences_tell_conditions_by_labels_never_by_keys() -> None:
    track = field("select", "track", "赛道", choices=[], source="tracks")
    cells = [field("text", "name", "名称"), field("text", "share", "占比")]
    asked = {"is": "equals", "field": "track", "value": "t1"}
    gone = {"is": "not", "of": {"is": "equals", "field": "track", "value": "t9"}}
    old = form(track, field("rows", "stages", "阶段", fields=cells))
    cells = [cells[0], cells[1] | {"shown_when": {"is": "filled", "field": "name"}, "required_when": asked}]
    new = form(track, field("rows", "stages", "阶段", fields=cells, shown_when=gone))
    tracks = {"tracks": [Choice("t1", Words("工业"))]}
    assert differences(old.offering(tracks), new.offering(tracks)) == [
        "“阶段 › 占比”改为在已填写“名称”时填写。",
        "“阶段 › 占比”改为在“赛道”为“工业”时必填。",
        "“阶段”改为在“赛道”不是已不存在的选项时填写。",
    ]


def tightened() -> VersionChange:
    """From a form to one of narrower bounds and further demands."""
    rows = field("rows", "stages", "阶段", fields=[field("text", "name", "名称", most=10)])
    old = form(
        field("text", "slogan", "口号"),
        field("number", "share", "占比"),
        field("file", "paper", "申报书"),
        field("file", "photo", "照片"),
        rows,
        rows | {"key": "sites"},
    )
    new = form(
        field("text", "slogan", "口号", most=2),
        field("number", "share", "占比", high="10"),
        field("file", "paper", "申报书", types=["docx"]),
        rows
        | {"most": 1, "fields": [field("text", "name", "名称", most=1), field("text", "by", "单位", required=True)]},
        rows | {"key": "sites", "label": {"zh": "地点"}, "most": 1},
        field("text", "phone", "电话", required=True),
        field("text", "remark", "备注"),
    )
    return VersionChange(old, new)


def test_answers_out_of_new_bounds_stay_where_they_are_and_are_told() -> None:
    sites = [{"name": "集美"}, {"name": "同安"}]
    answers = {"slogan": "三个字", "share": "20", "stages": [{"name": "试点"}], "sites": sites}
    moved = tightened().move(answers, {"paper": [pdf()], "photo": [pdf(name="现场.jpg")]})
    assert moved.answers == answers
    assert [(str(one.label), one.why) for one in moved.touched] == [
        ("照片", "gone"),
        ("口号", "out-of-bounds"),
        ("占比", "out-of-bounds"),
        ("申报书", "out-of-bounds"),
        ("阶段 › 名称", "out-of-bounds"),
        ("地点", "out-of-bounds"),
        ("阶段 › 单位", "demanded"),
        ("电话", "demanded"),
    ]
    assert {one.place: str(one.said) for one in moved.kept} == {
        "photo": "现场.jpg",
        "paper": "申报书.pdf",
        "share": "20",
        "slogan": "三个字",
        "stages.0.name": "试点",
        "sites": "集美\n同安",
    }
