"""A list of people is checked row by row, each good row invited once, and the rest given back to mend."""

import re

import pytest
from sqlalchemy import func, select

from chassis.storage import ids
from contracts.roles import ORGANIZER
from gateway.invitations.models import Invitation
from tests.gateway.browsing import Browser, Contest, form_fields


@pytest.fixture
def organizer(contest: Contest) -> Browser:
    return contest.signed_in(ORGANIZER)


ADDRESS = "/organizer/invitations/many?role=judge&scope=*"


def box(page: str, hidden: bool) -> str:
    """The table that the page would send: the hidden one of its check, or what stands in the box."""
    mark = r'<textarea name="table" hidden>(.*?)</textarea>' if hidden else r'id="table"[^>]*>(.*?)</textarea>'
    found = re.search(mark, page, re.S)
    assert found, page
    return found.group(1)


def count(contest: Contest) -> int:
    with contest.product.databases["gateway"].read() as session:
        return session.scalar(select(func.count()).select_from(Invitation)) or 0


def sent(browser: Browser, table: str, action: str = "check") -> str:
    page = browser.get(ADDRESS)
    assert page.status_code == 200, page.text
    fields = form_fields(page.text, ADDRESS)
    return browser.client.post(ADDRESS, data={**fields, "table": table, "action": action}).text


def test_good_rows_are_invited_once_and_the_others_left_to_mend(contest: Contest, organizer: Browser) -> None:
    one, two = (f"{ids.new_id().hex}@example.cn" for _ in range(2))
    before = count(contest)
    table = f"姓名\t电子邮箱\n甲\t{one}\n乙\tnobody\n丙\t{two}\n丁\t{one}"
    check = sent(organizer, table)
    assert "共 4 行，2 行可以导入，2 行需要修改" in check
    assert "与第 1 行重复" in check
    assert count(contest) == before
    report = sent(organizer, box(check, hidden=True), "do")
    assert "共 4 行，已完成 2 行" in report
    assert count(contest) == before + 2
    left = box(report, hidden=False)
    assert "nobody" in left
    assert two not in left
    again = sent(organizer, box(check, hidden=True), "do")
    assert "已有同一角色、同一范围的邀请" in again
    assert count(contest) == before + 2


def test_columns_that_are_not_there_are_named(organizer: Browser) -> None:
    page = sent(organizer, "姓名\t电话\n甲\t1")
    assert "没有找到列：邮箱" in page
    assert "甲\t1" in page


def test_role_and_scope_are_chosen_first(organizer: Browser) -> None:
    assert "先选择角色" in organizer.get("/organizer/invitations/many").text
    assert organizer.get("/organizer/invitations/many?role=admin&scope=*").status_code == 422
    assert organizer.get("/organizer/invitations/many?role=judge&scope=nowhere").status_code == 422
