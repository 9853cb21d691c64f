"""A team on its pages: what is typed, what is sent, what each of its people may press."""

import re

import pytest

from chassis.storage import ids
from contracts.roles import LEADER
from gateway.accounts.actions import find_account
from tests.gateway import papers
from tests.gateway.browsing import Browser, Contest
from tests.gateway.letters import received

INVITE = {"role": "member", "name": "王小明"}


@pytest.fixture
def leader(contest: Contest) -> Browser:
    return contest.signed_in(LEADER)


def started(contest: Contest, leader: Browser) -> str:
    address = contest.draft(leader)
    leader.press(f"{address}/edit", **papers.entry("两个人的项目"))
    return address


def secret_on(page: str) -> str:
    """The path that an invitation opens at, on the page that shows it."""
    found = re.search(r'value="https?://[^/]+(/team/[^"]+)"', page)
    assert found
    return found[1]


def test_contact_that_is_none_is_said_so_with_what_was_typed(contest: Contest, leader: Browser) -> None:
    address = started(contest, leader)
    refused = leader.press(f"{address}/team", **INVITE, contact="请联系我")
    assert refused.status_code == 422
    assert "请填写邮箱（如 name@example.cn）或 11 位手机号，也可以留空。" in refused.text
    assert 'value="王小明"' in refused.text
    assert 'value="请联系我"' in refused.text


def test_letter_tells_nothing_that_was_typed_and_its_holder_alone_joins(contest: Contest) -> None:
    leads, guest = contest.person(LEADER), contest.person(LEADER, name="示例乙")
    leader = contest.browser(leads)
    address = started(contest, leader)
    with contest.product.databases["gateway"].read() as session:
        own, email = (find_account(session, who.account_id).email or "" for who in (leads, guest))
    made = leader.press(f"{address}/team", **INVITE, contact=email)
    page = leader.get(made.location).text
    assert f"邀请已发往 {email}。" in page
    letter = received(contest.product.settings["gateway"].data, email)
    assert secret_on(page) in letter
    assert "王小明" not in letter
    assert "两个人的项目" not in letter
    other = contest.browser(contest.person(LEADER, name="示例丙"))
    opened = other.get(secret_on(page)).text
    assert ("这份邀请发给了一个邮箱" in opened, "换一个账号" in opened, "确认加入" in opened) == (True, True, False)
    assert "这是您自己的邮箱或手机号。" in leader.press(f"{address}/team", **INVITE, contact=own).text
    assert "您是这个团队的负责人。" in leader.get(secret_on(page)).text
    repeated = leader.press(f"{address}/team", **INVITE, contact=email)
    assert (repeated.status_code, "已邀请过这个邮箱或手机号" in repeated.text) == (409, True)
    member = contest.browser(guest)
    assert member.press(secret_on(page), action="yes").location == address
    assert "您是成员。" in member.get("/entries").text


def test_people_of_a_team_see_what_they_may_press(contest: Contest, leader: Browser) -> None:
    address = started(contest, leader)
    member = contest.browser(contest.person(LEADER, name="示例乙"))
    invited = leader.press(f"{address}/team", **INVITE)
    link = secret_on(leader.get(invited.location).text)
    stranger = contest.stranger().get(link).text
    assert "两个人的项目" in stranger
    assert "登录或注册" in stranger
    assert member.press(link, action="maybe").status_code == 422
    member.press(link, action="yes")
    assert leader.get(invited.location).location == f"{address}/team", "it was answered"
    own = member.get(f"{address}/team").text
    assert "退出团队" in own
    assert "生成邀请" not in own
    assert member.get(f"{address}/edit").location == address
    page = leader.get(f"{address}/team").text
    offer = re.findall(r'action="(/entries/[^"]+/lead)"', page)[0]
    leader.send(page, offer)
    leader.press(f"{address}/team", f"{address}/lead/withdrawal")
    told = member.get(f"{address}/lead")
    assert "这次移交已结束" in member.get(told.location).text
    leader.send(page, offer)
    assert member.press(f"{address}/team", f"{address}/lead/answer", action="yes").status_code == 303
    assert "生成邀请" in member.get(f"{address}/team").text
    assert leader.press(f"{address}/team/leaving").status_code == 303
    assert "您已退出这个团队" in leader.get(address).text


def test_order_and_parts_are_kept_and_a_removed_member_is_told_why(contest: Contest, leader: Browser) -> None:
    address = started(contest, leader)
    for number in range(2):
        invited = leader.press(f"{address}/team", **INVITE | {"name": f"队员{number}"}, key=str(ids.new_id()))
        link = secret_on(leader.get(invited.location).text)
        contest.browser(contest.person(LEADER, name=f"队员{number}")).press(link, action="yes")
    page = leader.get(f"{address}/team/order").text
    leads, first, second = re.findall(r'name="id" value="([^"]+)"', page)
    people = {"id": [leads, first, second], f"division.{second}": "算法"}
    moved = leader.send(page, f"{address}/team/order", **people, move=f"{second}.up")
    assert moved.location == f"{address}/team/order#turn-{second}"
    stale = leader.send(page, f"{address}/team/order", **people | {f"division.{first}": "旧页上写的分工"})
    assert (stale.status_code, "团队刚刚有变化" in stale.text, "旧页上写的分工" in stale.text) == (409, True, True)
    shown = leader.get(f"{address}/team").text
    assert shown.index("队员1") < shown.index("队员0")
    assert "算法" in shown
    removal = re.findall(r'href="(/entries/[^"]+/removal)"', shown)[0]
    assert leader.press(removal, reason="").status_code == 422
    assert leader.press(removal, reason="改为参加另一项目").status_code == 303
    assert "已结束的邀请" in leader.get(f"{address}/team").text
