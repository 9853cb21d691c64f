"""The record as a page: each part's, found by person and day, and nothing to change."""

import re

import pytest

from contracts.roles import ADMIN, AUDITOR, JUDGE, LEADER, ORGANIZER
from tests.gateway.browsing import Contest

PAGE = "/organizer/audit"
PARTS = ("gateway", "registration", "judging", "notify")
SUBJECT = re.compile(r'<td[^>]*data-label="对象"[^>]*>(?:<a [^>]*>)?([^<]*)')


def test_record_shows_who_did_what_in_each_part(contest: Contest) -> None:
    office, auditor = contest.person(ORGANIZER, name="秘书处甲"), contest.signed_in(AUDITOR)
    contest.browser(office).get("/organizer/people")
    own = auditor.get(f"{PAGE}?person=秘书处甲").text
    assert "秘书处甲" in own
    assert "查看个人信息名单</td>" in own
    assert "校验完好" in own
    assert "登录成功</td>" in own
    for part, action, word in (("registration", "edition.put", "发布届次"), ("judging", "stage.put", "发布评分细则")):
        text = auditor.get(f"{PAGE}?part={part}&action={action}").text
        assert f"{word}</td>" in text
        assert "校验完好" in text
        assert "没有符合条件的记录" in auditor.get(f"{PAGE}?part={part}&until=2001-01-01").text
    assert "没有符合条件的记录" in auditor.get(f"{PAGE}?person=秘书处甲&since=2999-01-01").text
    assert 'method="post"' not in own.split("<main")[1].split("</main>")[0]


def test_what_a_record_is_about_is_named_and_leads_there(contest: Contest) -> None:
    team, auditor = contest.person(LEADER, name="队长乙"), contest.signed_in(AUDITOR)
    contest.submitted(contest.browser(team), "港口远控")
    contest.browser(contest.person(ORGANIZER)).get("/organizer/people")
    told = {
        "action=list.read": "人员名单",
        "action=signed-in&person=队长乙": ">队长乙</a>",
        "part=registration&action=entry.submit": "港口远控",
        "part=registration&action=edition.put": '<a href="/organizer/editions/e1">',
        "part=registration&action=event.put": '<a href="/organizer/events/week">',
        "part=judging&action=stage.put": "初赛",
    }
    assert [query for query, said in told.items() if said not in auditor.get(f"{PAGE}?{query}").text] == []
    cells = [cell for part in PARTS for cell in SUBJECT.findall(auditor.get(f"{PAGE}?part={part}").text)]
    assert len(cells) > 10
    assert [cell for cell in cells if re.search(r"[0-9a-f]{8}-|^/|stage:|>/", cell)] == []


@pytest.mark.parametrize("part", ["gateway", "judging"])
@pytest.mark.parametrize("days", ["until=9999-12-31", "since=0001-01-01", "since=9999-12-31&until=0001-01-01"])
def test_days_at_the_ends_of_the_calendar_are_answered(contest: Contest, part: str, days: str) -> None:
    answer = contest.signed_in(AUDITOR).get(f"{PAGE}?part={part}&{days}")
    assert answer.status_code == 200
    assert ("没有符合条件的记录" in answer.text) == ("since=9999" in days)


def test_record_is_paged(contest: Contest) -> None:
    boss = contest.signed_in(ADMIN)
    for _ in range(51):
        boss.get("/organizer/people")
    first = boss.get(f"{PAGE}?action=list.read").text
    assert "下一页" in first
    assert boss.get(PAGE).status_code == 200
    assert contest.signed_in(JUDGE).get(PAGE).status_code == 403
