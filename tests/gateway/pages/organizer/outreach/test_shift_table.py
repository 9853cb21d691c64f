"""Shifts pasted as a table: what was understood is said line by line, and put into the draft with one press."""

import pytest

from contracts.roles import ORGANIZER
from tests.gateway.browsing import Browser, Contest, token

TABLE = """岗位\t日期\t时间\t人数\t备注
宣传讲解\t2031年3月8日（周六）\t9:00-11:30\t3人\t带麦克风
物资发放\t2031/3/8 周六\t下午2点到5点\t2\t
签到引导\t2031-03-09\t9点\t2\t
"""


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
