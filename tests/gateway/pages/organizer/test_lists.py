"""The office's lists: each can be narrowed, sorted where it says so, and taken along whole as a file."""

import csv
import io
import re
from datetime import timedelta

import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy import func, select

from chassis import clock
from chassis.storage import ids
from chassis.storage.tables import audit
from contracts.roles import JUDGE, LEADER, ORGANIZER, VOLUNTEER
from gateway.complaints import actions as complaints
from gateway.credentials import limits
from gateway.credentials.limits import Limit
from tests.gateway import papers
from tests.gateway.browsing import Browser, Contest

LISTS = ("/organizer/people", "/organizer/invitations", "/organizer/complaints", "/organizer/activity")
INVITATION = {"role": JUDGE, "scope": "edition:e1", "ends": "", "email": "", "locale": "zh_CN", "most": "1"}


@pytest.fixture
def office(contest: Contest) -> Browser:
    return contest.signed_in(ORGANIZER)


def rows(office: Browser, address: str) -> list[list[str]]:
    """What the CSV of the list holds, its head first."""
    answer = office.get(f"{address}{'&' if '?' in address else '?'}format=csv")
    assert answer.content_type == "text/csv; charset=utf-8", answer.text
    assert answer.data.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig"))))


def complain(contest: Contest, concerns: str) -> str:
    """A complaint that came in; its number."""
    told = {"topic": "site", "concerns": concerns, "facts": "经过", "identity": "anonymous"}
    within = Limit(limits.key("complaints-network", concerns), 99, 3600)
    with contest.product.databases["gateway"].write() as session:
        return complaints.hand_in(session, complaints.new_key(), told, None, within).number


@pytest.mark.parametrize("address", LISTS)
def test_list_is_taken_along_as_either_file(office: Browser, address: str) -> None:
    assert office.get(f"{address}?since=x&state=gone&role=king&scope=edition:none&kind=y&sort=x").status_code == 200
    head = rows(office, address)[0]
    book = CalamineWorkbook.from_filelike(io.BytesIO(office.get(f"{address}?format=xlsx").data))
    assert book.get_sheet_by_index(0).to_python()[0] == head


@pytest.mark.parametrize("address", LISTS[:3])
def test_taking_people_along_is_on_record(contest: Contest, office: Browser, address: str) -> None:
    count = select(func.count()).where(audit.c.action == "list.read", audit.c.subject == address)
    with contest.product.databases["gateway"].read() as session:
        before = session.scalar(count) or 0
    rows(office, address)
    with contest.product.databases["gateway"].read() as session:
        assert session.scalar(count) == before + 1


def test_people_are_found_by_role_and_scope_and_sorted_by_when_they_came(contest: Contest, office: Browser) -> None:
    names = [f"志愿者甲{ids.new_id()}" for _ in range(2)]
    for name in names:
        contest.person(VOLUNTEER, name=name)
    head, *found = rows(office, f"/organizer/people?role={VOLUNTEER}&scope=*&sort=-since")
    assert head == ["姓名", "联系方式", "角色", "注册时间"]
    assert [row[0] for row in found[:2]] == names[::-1]
    assert [row for row in found if "志愿者" not in row[2]] == []
    assert [row[0] for row in rows(office, f"/organizer/people?role={VOLUNTEER}&sort=since")][-2:] == names
    assert rows(office, "/organizer/people?scope=edition:e1&role=admin")[1:] == []


def test_entries_are_sorted_and_taken_along_with_all_answers_and_names_of_files(
    contest: Contest, office: Browser
) -> None:
    title, numbers = f"清单{ids.new_id().hex[-8:]}", []
    for turn in range(2):
        contest.submitted(contest.signed_in(LEADER), title=f"{title}第{turn}")
        numbers.append(rows(office, f"/organizer/entries?edition=e1&q={title}第{turn}")[1][0])
    address = f"/organizer/entries?edition=e1&q={title}"
    head, *found = rows(office, f"{address}&sort=number")
    assert [row[0] for row in found] == numbers
    assert [row[0] for row in rows(office, f"{address}&sort=-submitted")[1:]] == numbers[::-1]
    assert found[0][head.index("项目简介")] == papers.entry("")["summary"]
    assert found[0][head.index("申报书")] == "申报书.pdf"
    assert len(set(head)) == len(head)
    assert "项目简介" not in rows(office, f"/organizer/entries?edition=&q={title}")[0]
    assert "项目简介" not in office.get(address).text


def test_invitations_are_found_by_what_became_of_them_and_sorted_by_their_end(office: Browser) -> None:
    for days in ("9", "3", "13"):
        assert office.press("/organizer/invitations", **INVITATION, days=days).status_code == 200
    action = re.findall(r'action="([^"]+/revocation)"', office.get("/organizer/invitations?sort=-expires").text)[0]
    assert office.press("/organizer/invitations", action).status_code == 303
    head, *open_ones = rows(office, "/organizer/invitations?state=open&sort=expires")
    ends = [row[head.index("有效期至")] for row in open_ones]
    assert ends == sorted(ends)
    assert {row[head.index("状态")] for row in open_ones} == {"等待接受"}
    assert {row[head.index("状态")] for row in rows(office, "/organizer/invitations?state=revoked")[1:]} == {"已撤回"}
    assert "操作" not in head


def test_complaints_are_found_by_words_and_sorted_by_when_they_came(contest: Contest, office: Browser) -> None:
    numbers = [complain(contest, f"展台甲 {turn}") for turn in range(3)]
    assert [row[0] for row in rows(office, "/organizer/complaints?q=展台甲")[1:]] == numbers[::-1]
    assert [row[0] for row in rows(office, "/organizer/complaints?q=展台甲&sort=received")[1:]] == numbers
    assert rows(office, "/organizer/complaints?q=展台甲&topic=privacy")[1:] == []
    assert 'href="/organizer/complaints/' in office.get(f"/organizer/complaints?q={numbers[0]}").text


def test_activity_is_narrowed_by_kind_and_day_and_is_live_only_whole(contest: Contest, office: Browser) -> None:
    number = complain(contest, "展台乙")
    contest.until(lambda: number in office.get("/organizer/activity").text)
    tomorrow = (clock.now() + timedelta(days=2)).date().isoformat()
    narrowed = office.get("/organizer/activity?kind=site").text
    assert number in narrowed
    assert "data-stream=" not in narrowed
    assert number not in office.get("/organizer/activity?kind=judging").text
    assert number not in office.get(f"/organizer/activity?since={tomorrow}").text
    assert any(number in row[1] for row in rows(office, "/organizer/activity?kind=site"))
