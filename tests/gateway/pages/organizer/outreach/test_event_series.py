"""A series made on pages: days listed by the week, looked over, made, changed and published from one of them on."""

from datetime import date, timedelta

import pytest

from contracts.roles import ORGANIZER
from tests.gateway.browsing import Browser, Contest, token

FIRST = date(2031, 3, 8)
SHIFT = {
    "shifts.0.post": "讲解",
    "shifts.0.starts_day": f"{FIRST}",
    "shifts.0.starts_time": "9:00",
    "shifts.0.ends_time": "11:30",
    "shifts.0.capacity": "2",
}


@pytest.fixture
def editor(contest: Contest) -> Browser:
    return contest.signed_in(ORGANIZER)


def test_series_is_made_changed_and_published_on_pages(contest: Contest, editor: Browser) -> None:
    edit = str(editor.press("/organizer/events/new", name="Series walk").location)
    here = edit.removesuffix("/edit")
    days, series = f"{here}/series/days", f"{here}/series"
    assert "请先填写这个活动的班次和日期" in editor.get(days).text
    editor.press(edit, edit, place="甲处", travel_minutes="60", **SHIFT)
    listed = editor.get(f"{days}?weeks=2&times=3").text
    assert all(f"{FIRST + timedelta(weeks=weeks)}" in listed for weeks in (2, 4, 6))
    sent = {"csrf_token": token(listed), "table": f"日期\t地点\n3月\t\n2031年3月22日\t\n2031-4-5\t乙处\n{FIRST}\t\n"}
    check = editor.client.post(days, data={**sent, "action": "check"}).text
    assert all(said in check for said in ("没有看懂日期", "地点不变", "乙处", "这一天已有一场", "2 行可以导入"))
    assert "已完成 2 行" in editor.client.post(days, data={**sent, "action": "do"}).text
    assert "场志愿活动还没有发布" in editor.get("/organizer").text
    page = editor.get(series).text
    assert page.count("/organizer/events/series-walk") > 3
    assert "系列活动：第 1 场，共 3 场" in editor.get(here).text
    assert editor.press(series, f"{series}/changes").status_code == 422
    editor.press(edit, edit, place="甲处", travel_minutes="60", summary="带好水杯。", **SHIFT)
    assert editor.press(series, f"{series}/changes", parts="summary").status_code == 303
    assert editor.press(series, f"{series}/publication").status_code == 303
    shown = contest.stranger().get("/volunteer").text
    assert shown.count("Series walk") >= 3
    again = editor.press(series, f"{series}/publication")
    assert again.status_code == 303
    assert "没有需要修改的" in editor.get(series).text
