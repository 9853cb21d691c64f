"""Shifts pasted as a table: what was understood is said line by line, and put into the draft with one press."""

from types import SimpleNamespace
from typing import Any

import pytest

from contracts.roles import ORGANIZER
from gateway.bulk.batch import UnknownColumns
from gateway.bulk.tables import Table
from gateway.pages.organizer.outreach.shift_table import _batch
from tests.gateway.browsing import Browser, Contest, token

TABLE = """岗位\t日期\t时间\t人数\t备注
宣传讲解\t2031年3月8日（周六）\t9:00-11:30\t3人\t带麦克风
物资发放\t2031/3/8 周六\t下午2点到5点\t2\t
签到引导\t2031-03-09\t9点\t2\t
"""
EMPTY: Any = SimpleNamespace(content={}, etag="")
"""A draft without shifts."""


@pytest.fixture
def editor(contest: Contest) -> Browser:
    return contest.signed_in(ORGANIZER)


def test_table_is_read_aloud_then_put_into_the_draft_once(editor: Browser) -> None:
    address = str(editor.press("/organizer/events/new", name="Pasted shifts").location).removesuffix("/edit")
    pasting = f"{address}/shifts"
    sent = {"csrf_token": token(editor.get(pasting).text), "table": TABLE}
    check = editor.client.post(pasting, data={**sent, "action": "check"}).text
    assert "共 3 行，2 行可以导入，1 行需要修改" in check
    assert all(said in check for said in ("没有看懂时间", "这些列没有用到：备注", "2031年3月8日", "带麦克风"))
    for _press in range(2):
        report = editor.client.post(pasting, data={**sent, "action": "do"}).text
    assert "已完成 2 行，1 行没有执行" in report
    assert "签到引导" in report.partition('<textarea class="form-control code-text"')[2]
    page = editor.get(f"{address}/edit").text
    assert page.count('value="2031-03-08"') == 2
    assert all(f'value="{said}"' in page for said in ("宣传讲解", "物资发放", "09:00", "14:00", "17:00"))
    assert "签到引导" not in page


def test_the_form_is_saved_before_it_leads_to_the_table(editor: Browser) -> None:
    address = str(editor.press("/organizer/events/new", name="Kept on leaving").location)
    answer = editor.press(address, address, place="兴隆社区", action="table")
    assert answer.location == address.replace("/edit", "/shifts")
    assert "兴隆社区" in editor.get(address).text


@pytest.mark.parametrize(
    ("head", "row"),
    [
        (("岗位", "日期", "开始", "结束", "需求人数"), ("讲解", "2031-03-08", "9:00", "11:30", "2")),
        (("工作", "日期", "起", "止", "人数"), ("讲解", "3月8日", "上午9点", "11点半", "2人")),
        (("Role", "Start", "End", "Volunteers"), ("讲解", "2031-03-08 09:00", "2031-03-08 11:30", "2")),
    ],
)
def test_columns_are_known_by_the_words_people_use(head: tuple[str, ...], row: tuple[str, ...]) -> None:
    (read,) = _batch(EMPTY, "e").check(Table(head, (row,)))
    assert (read.errors, read.values["capacity"]) == ([], 2)
    assert read.values["begins"][1]
    assert "11:30" in read.outcome


def test_shift_without_places_and_columns_unknown_are_named() -> None:
    row = ("礼仪", "3月8日", "9:00-11:30", "0")
    (read,) = _batch(EMPTY, "e").check(Table(("岗位", "日期", "时间", "人数"), (row,)))
    assert read.errors == ["“礼仪”没有名额，请填写至少 1 个。"]
    with pytest.raises(UnknownColumns) as refused:
        _batch(EMPTY, "e").check(Table(("岗位", "几点", "几个"), (("讲解", "9:00", "2"),)))
    assert (refused.value.facts["missing"], refused.value.facts["unknown"]) == ("名额", "几点、几个")
