"""The organizers' desk: figures that lead somewhere, what waits, and parts that are away."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

import pytest

from chassis.http.errors import Unavailable
from contracts.roles import JUDGE, LEADER, ORGANIZER, VOLUNTEER
from gateway.clients import calls
from tests.gateway.browsing import Browser, Contest, id_in


@pytest.fixture(scope="module")
def organizer(contest: Contest) -> Browser:
    """One for all tests: every organizer is told of every entry."""
    return contest.signed_in(ORGANIZER)


@contextmanager
def away(part: str) -> Iterator[None]:
    """As if a part did not answer."""
    whole = calls.call

    def call(asked: str, *given: object, **options: object) -> object:
        if asked == part:
            raise Unavailable
        return whole(asked, *given, **options)  # type: ignore[arg-type]  # passed on as it came

    with patch.object(calls, "call", call):
        yield


def test_desk_shows_the_funnel_and_leads_to_the_entries(contest: Contest, organizer: Browser) -> None:
    contest.submitted(contest.signed_in(LEADER), "工作台上的项目")
    text = organizer.get("/organizer").text
    counted = int(re.findall(r'href="/organizer/entries\?edition=e1&amp;state=submitted">(\d+)<', text)[0])
    assert counted >= 1
    assert "工作台上的项目" in organizer.get("/organizer/entries?state=submitted").text


def test_desk_names_who_lags_behind_and_keeps_marks_folded(contest: Contest, organizer: Browser) -> None:
    judge = contest.person(JUDGE, name="评委丁戊己")
    entry = contest.submitted(contest.signed_in(LEADER), "有评委的项目")
    sheet = f"/judging/{contest.assigned(judge, str(id_in(entry)))}"
    browser = contest.browser(judge)
    lagging = organizer.get("/organizer").text.split("每位评委的进度与给分</summary>")[0]
    assert re.search(r'data-label="最近"[^>]*>(还没有开始|今天 )', lagging)
    browser.press(sheet, **{"mark-innovation": "50", "mark-practicality": "30", "comment": "很好。"})
    browser.press(f"{sheet}/confirmation", f"{sheet}/submission")
    behind, marks = organizer.get("/organizer").text.split("每位评委的进度与给分</summary>")
    assert "评委丁戊己" not in behind
    row = marks.split("评委丁戊己</th>")[1].split("</tr>")[0]
    assert "1 / 1" in row
    assert "80 / 80 / 80" in row


def test_full_shift_with_a_waiting_line_waits_for_somebody(contest: Contest, organizer: Browser) -> None:
    shift = contest.call(contest.person(VOLUNTEER), "registration", "GET", "/events/week")["shifts"][0]
    for name in ("志愿者一", "志愿者二"):
        who = contest.person(VOLUNTEER, name=name)
        contest.call(who, "registration", "POST", f"/shifts/{shift['id']}/signups")
    text = organizer.get("/organizer").text
    assert re.search(r"<strong>[1-9]\d*</strong><span>人候补“[^”]+”，名额已满<small>", text)
    assert f'href="/coordinator/events/week#shift-{shift["id"]}"' in text


@pytest.mark.parametrize(
    ("part", "kept"), [("registration", "评审进度"), ("judging", "各赛道的项目"), ("notify", "各赛道的项目")]
)
def test_part_that_is_away_leaves_its_section_saying_so(organizer: Browser, part: str, kept: str) -> None:
    with away(part):
        answer = organizer.get("/organizer")
    assert answer.status_code == 200
    assert "暂时没有应答" in answer.text
    assert kept in answer.text


@pytest.mark.parametrize(("scope", "leads"), [("*", True), ("edition:e1", False)])
def test_alarms_lead_only_where_the_reader_may_go(contest: Contest, scope: str, leads: bool) -> None:
    browser = contest.browser(contest.holder(ORGANIZER, scope))
    with away("judging"):
        pages = [browser.get("/organizer").text, browser.get("/home").text]
    for page in pages:
        targets = set(re.findall(r'href="(/organizer/[^"]+)"', page.split("<main")[1]))
        assert ("/organizer/failures" in targets) == leads
        assert [browser.get(target).status_code for target in targets if "failures" in target or "mail" in target] == [
            200
        ] * leads


def test_empty_contest_says_what_to_do_first(empty: Contest) -> None:
    text = empty.signed_in(ORGANIZER).get("/organizer").text
    assert 'href="/organizer/editions"' in text
    assert 'href="/organizer/stages"' in text


def test_entries_are_filtered_by_what_the_address_says(contest: Contest, organizer: Browser) -> None:
    contest.submitted(contest.signed_in(LEADER), "能被筛选到的项目")
    contest.draft(contest.signed_in(LEADER))
    assert "能被筛选到的项目" in organizer.get("/organizer/entries?q=筛选到").text
    assert "能被筛选到的项目" not in organizer.get("/organizer/entries?state=draft").text
    assert "没有符合条件的项目" in organizer.get("/organizer/entries?q=绝无此项").text
    assert organizer.get("/organizer/entries?state=nonsense").status_code == 200


@pytest.mark.parametrize("address", ["/organizer", "/organizer/entries", "/organizer/search?q=5G"])
def test_others_are_refused(contest: Contest, address: str) -> None:
    for role in (LEADER, JUDGE, VOLUNTEER):
        assert contest.signed_in(role).get(address).status_code == 403
