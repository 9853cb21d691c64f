"""What organizers see: live activity, ranking, assignments, mail, failures."""

import re
from itertools import islice

import pytest
from werkzeug.test import TestResponse

from contracts.roles import JUDGE, LEADER, ORGANIZER
from contracts.scopes import Scope
from gateway.live import hub
from tests.gateway.browsing import Browser, Contest, id_in


@pytest.fixture
def organizer(contest: Contest) -> Browser:
    return contest.signed_in(ORGANIZER)


def test_submission_appears_in_the_activity(contest: Contest, organizer: Browser) -> None:
    contest.submitted(contest.signed_in(LEADER), title="动态里的项目")
    text = contest.until(lambda: (text := organizer.get("/organizer/activity").text).count("动态里的项目") and text)
    assert 'data-stream="/organizer/activity/stream"' in text


def test_stream_replays_what_came_after_the_last_event_seen(contest: Contest, organizer: Browser) -> None:
    contest.submitted(contest.signed_in(LEADER), title="直播里的项目")
    contest.until(lambda: "直播里的项目" in organizer.get("/organizer/activity").text)
    answer = organizer.get("/organizer/activity/stream", headers={"Last-Event-ID": "0"}, buffered=False)
    assert answer.content_type.startswith("text/event-stream")
    seen = read_until(answer, "直播里的项目")
    numbers = [int(number) for number in re.findall(r"^id: (\d+)$", seen, re.M)]
    assert numbers == sorted(set(numbers))


@pytest.mark.parametrize("seen", ["", "x", "-1", "٣", "9" * 30])
def test_a_last_event_id_that_is_none_gives_way_to_the_page(contest: Contest, organizer: Browser, seen: str) -> None:
    contest.submitted(contest.signed_in(LEADER), title="页面之后的项目")
    contest.until(lambda: "页面之后的项目" in organizer.get("/organizer/activity").text)
    sent = {"Last-Event-ID": seen.encode().decode("latin-1")}
    answer = organizer.get("/organizer/activity/stream?after=0", headers=sent, buffered=False)
    assert "页面之后的项目" in read_until(answer, "页面之后的项目")


def read_until(answer: TestResponse, text: str) -> str:
    seen, received = b"", iter(answer.response)
    while text.encode() not in seen:  # a piece may end within a character
        piece = next(received)
        seen += piece.encode() if isinstance(piece, str) else piece
    answer.close()
    return seen.decode(errors="ignore")


def test_stream_ends_with_its_session(contest: Contest, organizer: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hub, "CHECK", 0.01)
    staying = contest.signed_in(ORGANIZER).get("/organizer/activity/stream", buffered=False)
    leaving = organizer.get("/organizer/activity/stream", buffered=False)
    assert "live" in "".join(piece.decode() for piece in islice(leaving.response, 1))
    organizer.press("/organizer/activity", "/signout")
    assert b"".join(leaving.response).count(b"id: ") == 0
    contest.submitted(contest.signed_in(LEADER), title="退出之后的项目")
    assert "退出之后的项目" in read_until(staying, "退出之后的项目")


def test_organizer_of_one_edition_sees_its_activity_and_nothing_else_of_it(contest: Contest) -> None:
    contest.submitted(contest.signed_in(LEADER), title="本届动态里的项目")
    within, elsewhere = (contest.browser(contest.holder(ORGANIZER, Scope.edition(slug))) for slug in ("e1", "other"))
    text = contest.until(lambda: (text := within.get("/organizer/activity").text).count("本届动态里的项目") and text)
    assert 'data-stream="/organizer/activity/stream"' in text
    seen = read_until(within.get("/organizer/activity/stream?after=0", buffered=False), "本届动态里的项目")
    assert '"scope":"edition:e1"' in seen
    page = elsewhere.get("/organizer/activity")
    assert page.status_code == 200
    assert "本届动态里的项目" not in page.text
    assert "本届动态里的项目" in within.get("/organizer").text
    assert "本届动态里的项目" not in elsewhere.get("/organizer").text


def test_more_streams_than_allowed_are_asked_to_come_back_later(
    contest: Contest, organizer: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(contest.product.app.extensions["egret_live"], "_most", 0)
    full = organizer.get("/organizer/activity/stream")
    assert (full.status_code, full.json["code"]) == (429, "streams-full")
    assert full.headers["Retry-After"] == "10"


def test_ranking_shows_score_and_working(contest: Contest, organizer: Browser) -> None:
    entry = contest.submitted(contest.signed_in(LEADER), title="有两份评分的项目")
    for marks in (("50", "35"), ("51", "36.5")):
        judge = contest.person(JUDGE)
        sheet = f"/judging/{contest.assigned(judge, str(id_in(entry)))}"
        browser = contest.browser(judge)
        browser.press(sheet, **{"mark-innovation": marks[0], "mark-practicality": marks[1], "comment": "好"})
        browser.press(f"{sheet}/confirmation", f"{sheet}/submission")
    text = organizer.get("/organizer/ranking").text
    row = next(row for row in text.split("<tr>") if "有两份评分的项目" in row)
    assert "86.25" in row
    assert "÷2" in row


def test_judges_are_assigned_and_taken_back_with_a_reason(contest: Contest, organizer: Browser) -> None:
    entry = str(id_in(contest.submitted(contest.signed_in(LEADER), title="分配给评委的项目")))
    judge = contest.person(JUDGE, name="评委甲乙丙")
    page = contest.until(
        lambda: (
            (text := organizer.get("/organizer/assignments").text).count("分配给评委的项目")
            and "评委甲乙丙" in text
            and text
        )
    )
    action = "/organizer/stages/e1/preliminary/assignments"
    organizer.send(page, action, entry_id=entry, judge_ids=[str(judge.account_id)])
    row = assigned_row(organizer, "分配给评委的项目")
    assert "评委甲乙丙" in row
    (record,) = re.findall(r'href="(/organizer/assignments/[^"]+)"', row)
    refused = organizer.press(record, f"{record}/removal", reason=" ")
    assert refused.status_code == 422
    assert "评委甲乙丙" in assigned_row(organizer, "分配给评委的项目")
    assert organizer.press(record, f"{record}/removal", reason="同单位回避").location == record
    assert "同单位回避" in organizer.get(record).text
    assert "评委甲乙丙" not in assigned_row(organizer, "分配给评委的项目")


def assigned_row(organizer: Browser, title: str) -> str:
    table = organizer.get("/organizer/assignments", query_string={"q": title}).text.split("<tbody>")[1]
    return next(row for row in table.split("<tr>") if title in row)


def test_a_plan_gives_every_entry_its_judges(contest: Contest, organizer: Browser) -> None:
    contest.submitted(contest.signed_in(LEADER), title="均衡分配的项目")
    contest.person(JUDGE)
    contest.until(lambda: "均衡分配的项目" in organizer.get("/organizer/assignments").text)
    page = "/organizer/plans/new/e1/preliminary"
    plan = str(organizer.press(page, page, per_entry="1", least="", most="").location)
    assert "未分配" in assigned_row(organizer, "均衡分配的项目")
    organizer.press(plan, f"{plan}/making")
    assert "未分配" not in assigned_row(organizer, "均衡分配的项目")


def test_failures_of_every_part_are_shown(organizer: Browser) -> None:
    text = organizer.get("/organizer/failures").text
    assert [title for title in ("报名服务", "评审服务", "通知服务") if title not in text] == []
    assert text.count("没有异常。") == 3


def test_replay_of_nothing_is_not_found(organizer: Browser) -> None:
    page = organizer.get("/organizer/people").text
    fields = {"csrf_token": re.findall(r'csrf_token" value="([^"]+)', page)[0], "reason": "不存在"}
    assert organizer.client.post("/organizer/failures/notify/99999/replay", data=fields).status_code == 404
    assert organizer.client.post("/organizer/failures/elsewhere/1/discard", data=fields).status_code == 404


@pytest.mark.parametrize("role", [LEADER, JUDGE])
def test_other_roles_see_nothing_of_it(contest: Contest, role: str) -> None:
    contest.submitted(contest.signed_in(LEADER), title="外人不该看到的项目")
    browser = contest.signed_in(role)
    for page in ("activity", "activity/stream", "ranking", "assignments", "deliveries", "failures", "people"):
        answer = browser.get(f"/organizer/{page}")
        assert answer.status_code == 403
        assert "外人不该看到的项目" not in answer.text
