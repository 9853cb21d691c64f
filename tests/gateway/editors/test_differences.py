"""Differences are marked where they are, and nowhere else."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from chassis.forms.documents import read
from gateway.editors.differences import changes

ROWS = {"kind": "rows", "key": "stages", "label": {"zh": "阶段"}, "noun": {"zh": "阶段"}}
FORM = read(
    {
        "key": "rule",
        "version": 1,
        "title": {"zh": "规则"},
        "sections": [
            {
                "key": "everything",
                "title": {"zh": "全部"},
                "fields": [
                    {"kind": "text", "key": "title", "label": {"zh": "名称"}},
                    {"kind": "undertaking", "key": "open", "label": {"zh": "公开"}, "text": {"zh": "公开名单"}},
                    {"kind": "area", "key": "body", "label": {"zh": "正文"}, "rich": True},
                    ROWS | {"fields": [{"kind": "text", "key": "name", "label": {"zh": "名称"}}]},
                ],
            }
        ],
    }
)


def marked(before: dict[str, Any], after: dict[str, Any]) -> dict[str, list[str]]:
    """Each field that changed with its lines, `-` around what went and `+` around what came."""
    signs = {"same": "", "out": "-", "in": "+"}
    return {
        change.field: ["".join(f"{signs[p.kind]}{p.text}{signs[p.kind]}" for p in line) for line in change.lines]
        for change in changes(FORM, before, after)
    }


def test_only_fields_and_words_that_differ_are_marked() -> None:
    assert marked({"title": "甲", "body": "<p>一</p>"}, {"title": "乙", "body": "<p>一</p>"}) == {
        "title": ["-甲-", "+乙+"]
    }
    assert marked({"body": "<p>同</p><p>三月举行</p>"}, {"body": "<p>同</p><p>五月举行</p>"}) == {
        "body": ["-三-+五+月举行"]
    }
    assert marked({"title": "the fifth contest"}, {"title": "the fourth contest"}) == {
        "title": ["the -fifth-+fourth+ contest"]
    }


def test_box_of_a_setting_is_yes_or_no_and_nobodys_undertaking() -> None:
    assert marked({}, {"open": True}) == {"open": ["-否-", "+是+"]}
    assert marked({"open": True}, {"open": False}) == {"open": ["-是-", "+否+"]}
    assert marked({"open": False}, {}) == {}


def test_lines_that_share_little_are_shown_whole() -> None:
    assert marked({"title": "报名通知"}, {"title": "关于决赛路演顺序抽签"}) == {
        "title": ["-报名通知-", "+关于决赛路演顺序抽签+"]
    }


def test_formatting_alone_is_a_change_without_lines() -> None:
    assert marked({"body": "<p>甲乙</p>"}, {"body": "<p>甲<strong>乙</strong></p>"}) == {"body": []}


def test_nothing_and_an_empty_answer_are_the_same() -> None:
    assert marked({}, {"title": "", "body": "", "stages": []}) == {}


def test_rows_are_compared_row_by_row() -> None:
    before, after = ([{"name": name} for name in names] for names in (("报名", "初评"), ("报名", "审查", "初评")))
    assert marked({"stages": before}, {"stages": after}) == {"stages": ["+审查+"]}


@given(st.text("甲乙ab \n", max_size=40), st.text("甲乙ab \n", max_size=40))
def test_pieces_put_together_are_lines_of_either_side(before: str, after: str) -> None:
    for change in changes(FORM, {"title": before}, {"title": after}):
        for line in change.lines:
            old, new = ("".join(p.text for p in line if p.kind in {"same", kind}) for kind in ("out", "in"))
            assert old in ["", *before.split("\n")]
            assert new in ["", *after.split("\n")]
