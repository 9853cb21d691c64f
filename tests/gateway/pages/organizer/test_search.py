"""Search and palette: what organizers find, where an entry number leads, and what nobody else learns."""

from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from pypinyin import Style, lazy_pinyin

from contracts.roles import JUDGE, LEADER, ORGANIZER
from gateway.app import ROOMS
from gateway.pages.organizer.palette import initials
from gateway.shell import navigation
from gateway.shell.rooms import Room
from gateway.shell.workplaces import Item
from tests.gateway.browsing import Browser, Contest, id_in
from tests.gateway.pages.organizer.test_desk import away

HITS = "/organizer/search/hits"


@pytest.fixture(scope="module")
def organizer(contest: Contest) -> Browser:
    """One for all tests: every organizer is told of every entry."""
    return contest.signed_in(ORGANIZER)


def found(browser: Browser, query: str, address: str = "/palette") -> dict[str, list[str]]:
    groups: list[dict[str, Any]] = browser.get(address, query_string={"q": query}).get_json()["groups"]
    return {group["title"]: [item["text"] for item in group["items"]] for group in groups}


def test_entries_people_and_events_are_found(contest: Contest, organizer: Browser) -> None:
    entry = contest.submitted(contest.signed_in(LEADER), "可搜索的５Ｇ码头项目")
    contest.person(JUDGE, name="欧阳可搜")
    text = organizer.get("/organizer/search?q=5g码头").text
    assert f'href="{entry}"' in text
    assert "欧阳可搜" in organizer.get("/organizer/search?q=欧阳").text
    assert "没有找到“绝无此词”" in organizer.get("/organizer/search?q=绝无此词").text
    assert set(found(organizer, "可搜", HITS)) >= {"项目", "人员"}


def test_entry_number_leads_straight_to_the_entry(contest: Contest, organizer: Browser) -> None:
    entry = contest.submitted(contest.signed_in(LEADER), "按编号找到的项目")
    row = organizer.get("/organizer/entries?q=按编号找到").text
    number = row.split('data-label="编号" class="keep">')[1].split("<")[0]
    assert organizer.get("/organizer/search", query_string={"q": number.lower()}).location == entry


def test_people_are_still_found_while_registration_is_away(contest: Contest, organizer: Browser) -> None:
    contest.person(JUDGE, name="司徒仍在")
    with away("registration"):
        text = organizer.get("/organizer/search?q=司徒").text
    assert "司徒仍在" in text
    assert "报名服务暂时没有应答" in text


def test_judge_at_work_is_found_and_leads_to_the_assignments(contest: Contest, organizer: Browser) -> None:
    judge = contest.person(JUDGE, name="诸葛在评")
    entry = contest.submitted(contest.signed_in(LEADER), "诸葛评的项目")
    contest.assigned(judge, str(id_in(entry)))
    text = organizer.get("/organizer/search?q=诸葛在评").text
    assert 'href="/organizer/assignments?edition=e1&amp;stage=preliminary"' in text
    assert "已提交 0 / 1 份" in text
    with away("judging"):
        text = organizer.get("/organizer/search?q=诸葛").text
    assert "评审服务暂时没有应答" in text
    assert "诸葛评的项目" in text


def test_palette_offers_the_pages_one_may_open(contest: Contest, organizer: Browser) -> None:
    assert "评委分配" in found(organizer, "")["页面"]
    assert found(organizer, "pwfp")["页面"] == ["评委分配"]
    assert found(organizer, "排名")["页面"] == ["排名与成绩"]
    assert "评委分配" not in found(contest.signed_in(LEADER), "")["页面"]


def test_others_find_nothing(contest: Contest) -> None:
    contest.submitted(contest.signed_in(LEADER), "别人看不到的项目")
    contest.person(JUDGE, name="别人看不到的评委")
    for role in (LEADER, JUDGE):
        browser = contest.signed_in(role)
        assert found(browser, "别人看不到") == {}
        assert browser.get(f"{HITS}?q=别人看不到").status_code == 403


@pytest.mark.parametrize(("text", "letters"), [("评委分配", "pwfp"), ("5G 应用", "5gyy"), ("Desk", "desk")])
def test_initials(text: str, letters: str) -> None:
    assert initials(text) == letters


FOOT = (item for _label, items in navigation.FOOTER for item in items)


def held(rooms: Iterable[Room]) -> Iterator[Item]:
    """What the rooms and those within show in the navigation."""
    for room in rooms:
        yield from room.workplace.items if room.workplace else ()
        yield from held(room.rooms)


ITEMS = (*navigation.PUBLIC, *FOOT, *held(ROOMS))


@pytest.mark.parametrize("name", [str(item.label) for item in ITEMS])
def test_letters_of_a_page_are_those_of_its_words(name: str) -> None:
    """Read character by character, no name in the menus loses the letters that people type for it."""
    assert initials(name) == "".join(lazy_pinyin(name, style=Style.FIRST_LETTER))


def test_event_is_found_and_told_in_the_language_of_the_page(contest: Contest) -> None:
    browser = contest.signed_in(ORGANIZER)
    assert "苏颂公园 · 宣传讲解" in browser.get("/organizer/search?q=宣传讲解").text
    browser.client.post("/language", data={"language": "en"})
    assert "Su Song Park · Guiding" in browser.get("/organizer/search?q=guiding").text
