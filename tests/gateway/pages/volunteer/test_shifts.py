"""Joining and leaving shifts, and the waiting list."""

import re

from chassis import clock
from contracts.roles import ORGANIZER, VOLUNTEER
from tests.gateway import papers
from tests.gateway.browsing import Browser, Contest


def shift(contest: Contest, slug: str, **facts: str) -> str:
    """A shift of one place in an event of its own; its id."""
    event = {**papers.event(clock.now()), "name": f"活动{slug}", "place": "某广场", **facts}
    made = contest.call(contest.person(ORGANIZER), "registration", "PUT", f"/events/{slug}", json=event)
    return str(made["shifts"][0]["id"])


def join(browser: Browser, shift_id: str) -> str:
    """Press the button; what the page says afterwards."""
    answer = browser.press("/volunteer", f"/volunteer/shifts/{shift_id}/signup")
    assert answer.status_code == 303
    return browser.get("/volunteer").text


def test_last_place_goes_to_one_and_the_next_waits(contest: Contest) -> None:
    place = shift(contest, "last-place")
    first, second = contest.signed_in(VOLUNTEER), contest.signed_in(VOLUNTEER)
    assert "报名成功：宣传讲解" in join(first, place)
    assert "您在候补第 1 位" in join(second, place)


def test_joining_twice_gives_one_signup(contest: Contest) -> None:
    place = shift(contest, "twice")
    browser = contest.signed_in(VOLUNTEER)
    page = browser.get("/volunteer").text
    for _ in range(2):
        assert browser.send(page, f"/volunteer/shifts/{place}/signup").status_code == 303
    assert browser.get("/volunteer").text.count("取消报名</button>") == 1


def test_button_of_a_page_opened_before_signs_up_anew_after_leaving(contest: Contest) -> None:
    place = shift(contest, "anew")
    browser = contest.signed_in(VOLUNTEER)
    page = browser.get("/volunteer").text
    for _ in range(2):
        browser.send(page, f"/volunteer/shifts/{place}/signup")
        joined = browser.get("/volunteer").text
        assert "报名成功：宣传讲解" in joined
        (cancel,) = re.findall(r'action="(/volunteer/signups/[^"]+)"', joined)
        browser.send(joined, cancel)


def test_place_given_up_goes_to_the_one_who_waits(contest: Contest) -> None:
    place = shift(contest, "given-up")
    first, second = contest.signed_in(VOLUNTEER), contest.signed_in(VOLUNTEER)
    page = join(first, place)
    join(second, place)
    cancel = re.findall(r'action="(/volunteer/signups/[^"]+)"', page)
    assert first.send(page, cancel[0]).status_code == 303
    assert "取消报名</button>" in second.get("/volunteer").text
    assert "我的报名" not in first.get("/volunteer").text


def test_overlapping_shift_is_refused_with_the_reason(contest: Contest) -> None:
    one, other = shift(contest, "overlap-1"), shift(contest, "overlap-2")
    browser = contest.signed_in(VOLUNTEER)
    join(browser, one)
    assert "时间重叠" in join(browser, other)


def test_stranger_sees_the_shifts_and_is_asked_to_sign_in(contest: Contest) -> None:
    place = shift(contest, "stranger")
    text = contest.stranger().get("/volunteer").text
    assert "活动stranger" in text
    assert f"/volunteer/shifts/{place}/signup" not in text
    assert 'href="/signin?next=/volunteer"' in text


def test_english_page_says_what_where_and_which_post_in_english(contest: Contest) -> None:
    chinese, english = contest.signed_in(VOLUNTEER), contest.signed_in(VOLUNTEER)
    join(english, shift(contest, "english", place="某某广场", place_en="Some Square"))
    english.client.post("/language", data={"language": "en"})
    shown = english.get("/volunteer").text
    assert "Guiding&nbsp;· Science Week" in shown
    for text in ("Some Square", "Please bring a cup."):
        assert text in shown.split('id="mine"')[1].split("</section>")[0]
        assert text in shown.split('id="event-english"')[1].split("</section>")[0]
    assert "某某广场" not in shown
    contest.until(lambda: "You have a place: Science Week" in english.get("/inbox").text)
    assert "Place: Some Square." in english.get("/inbox").text
    text = chinese.get("/volunteer").text
    assert "某某广场" in text
    assert "Some Square" not in text


def test_what_has_no_english_is_marked_as_chinese_on_an_english_page(contest: Contest) -> None:
    shift(contest, "no-english", place_en="", summary_en="")
    stranger = contest.stranger()
    chinese = stranger.get("/volunteer").text.split('id="event-no-english"')[1].split("</section>")[0]
    stranger.client.post("/language", data={"language": "en"})
    english = stranger.get("/volunteer").text.split('id="event-no-english"')[1].split("</section>")[0]
    for text in ("某广场", "请带水杯。"):
        assert f'<span lang="zh-CN">{text}</span>' in english
        assert text in chinese
    assert "lang=" not in chinese


def test_joining_says_what_overlaps_with_what_one_waits_for(contest: Contest) -> None:
    one, other = shift(contest, "line-1"), shift(contest, "line-2")
    holder, another, browser = (contest.signed_in(VOLUNTEER) for _ in range(3))
    join(holder, one)
    join(another, other)
    assert "时间冲突" not in join(browser, one)
    assert "与您候补中的“活动line-1”的“宣传讲解”时间冲突：先递补的一个保留，另一个不再递补。" in join(browser, other)


def test_place_taken_while_waiting_elsewhere_says_what_becomes_of_the_line(contest: Contest) -> None:
    full, free = shift(contest, "wait-1"), shift(contest, "wait-2")
    join(contest.signed_in(VOLUNTEER), full)
    browser = contest.signed_in(VOLUNTEER)
    join(browser, full)
    assert "您在“活动wait-1”的“宣传讲解”的候补与此时间冲突，保留本班次期间不会递补。" in join(browser, free)


def test_page_of_an_event_is_about_the_event_alone(contest: Contest) -> None:
    place = shift(contest, "own-card")
    stranger = contest.stranger()
    page = stranger.get("/volunteer/own-card").text.partition("<main")[2].partition("<footer")[0]
    assert "选择班次" in page
    assert "还有 1 个名额" in page
    assert page.index("请带水杯。") < page.index("班次</h2>")
    assert "报名截止" not in page
    assert 'href="/enter"' not in page
    join(contest.signed_in(VOLUNTEER), place)
    assert "登录后加入候补" in stranger.get("/volunteer/own-card").text
