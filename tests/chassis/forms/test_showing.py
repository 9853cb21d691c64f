"""Each reader sees what the form says they may see, and nothing else."""

from decimal import Decimal
from typing import Any

import msgspec
import pytest

from chassis.forms.exports import columns, row
from chassis.forms.showing import cells, listed, own_copy, searchable, show
from tests.chassis.forms.samples import field, form, pdf

SECRET = "13800000001"
TEAM = [field("text", "name", "姓名", seen_by=[]), field("text", "work", "分工")]
FORM = form(
    field("text", "title", "项目名称", seen_by=["judges", "public"], searched=True, listed=True),
    field("text", "phone", "手机"),
    field("select", "group", "组别", seen_by=["judges"]),
    field("money", "income", "收入", seen_by=["judges"]),
    field("number", "sites", "站点", unit={"zh": "个", "en": "sites"}, decimals=1),
    field("date", "since", "启用日期", seen_by=["judges"]),
    field("checks", "means", "技术", seen_by=["judges"]),
    field("rows", "team", "成员", fields=TEAM, seen_by=["judges"], searched=True),
    field("undertaking", "true", "承诺"),
    field("file", "proof", "证明", count=3, seen_by=["judges"]),
)
ANSWERS: dict[str, Any] = {
    "title": "5G 港口",
    "phone": SECRET,
    "group": "b",
    "income": "1234.5",
    "sites": "3",
    "since": "2024-01-05",
    "means": ["a", "c"],
    "team": [{"name": "王秘密", "work": "算法"}, {}, {"work": "测试"}],
    "true": True,
}
FILES = {"proof": [pdf(name="厦门秘密公司证明.pdf"), pdf(name="二.pdf")]}


def test_judges_read_what_they_may_and_nothing_that_names_the_team() -> None:
    seen = show(FORM, ANSWERS, "judges", FILES)
    assert [(one.key, one.value.zh, one.value.english) for one in seen] == [
        ("title", "5G 港口", "5G 港口"),
        ("group", "B", "B"),
        ("income", "1,234.50 万元", "CNY 12,345,000"),
        ("since", "2024年1月5日", "5 Jan 2024"),
        ("means", "A、C", "A, C"),
        ("team", "算法\n测试", "算法\n测试"),
        ("proof", "2 个文件", "2 file(s)"),
    ]
    told = msgspec.json.encode(seen).decode()
    assert SECRET not in told
    assert "秘密" not in told


def test_public_sees_only_what_is_public() -> None:
    assert [one.key for one in show(FORM, ANSWERS, "public", FILES)] == ["title"]


def test_team_sees_all_it_told() -> None:
    assert {one.key for one in show(FORM, ANSWERS, "team", FILES)} == set(ANSWERS) | set(FILES)


def test_what_is_not_asked_is_shown_to_nobody() -> None:
    asked = form(field("select", "x"), field("text", "y", only_for={"x": ["a"]}, seen_by=["judges"]))
    assert [one.key for one in show(asked, {"x": "b", "y": "earlier"}, "judges")] == []


def test_search_and_lists_take_the_fields_marked_for_them() -> None:
    assert searchable(FORM, ANSWERS) == "5G 港口 王秘密 算法 测试"
    assert {key: str(label) for key, label in listed(FORM).items()} == {"title": "项目名称"}
    assert {key: str(cell) for key, cell in cells(FORM, ANSWERS).items()} == {"title": "5G 港口"}


def test_export_has_a_cell_under_every_heading() -> None:
    headings = [str(column.heading) for column in columns(FORM)]
    cells_of = dict(zip(headings, row(FORM, ANSWERS, FILES), strict=True))
    assert cells_of["收入（万元）"] == Decimal("1234.5")
    assert cells_of["站点（个）"] == Decimal(3)
    assert cells_of["成员"] == "王秘密（算法）；测试"
    assert cells_of["证明"] == "厦门秘密公司证明.pdf；二.pdf"
    assert row(FORM, {}) == [""] * len(headings)


def test_own_copy_has_everything_even_what_is_kept_aside() -> None:
    copy = own_copy(FORM, ANSWERS, {"earlier": "旧内容"}, FILES)
    assert copy["手机"] == SECRET
    assert copy["成员"] == [{"姓名": "王秘密", "分工": "算法"}, {"姓名": "", "分工": "测试"}]
    assert copy["证明"] == ["厦门秘密公司证明.pdf", "二.pdf"]
    assert copy["未采用的内容"] == {"earlier": "旧内容"}


@pytest.mark.parametrize("figure", ["abc", "", "1e999999999", "-0", "NaN", "Infinity", "9" * 400])
def test_a_figure_that_is_none_is_shown_as_it_stands(figure: str) -> None:
    shown = show(form(field("money", "x")), {"x": figure}, "team")
    assert len(shown) == (1 if figure else 0)
