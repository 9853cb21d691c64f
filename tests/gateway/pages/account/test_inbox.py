"""The inbox and the unread count in the header."""

import re
from datetime import timedelta

import pytest

from chassis import clock
from chassis.storage import ids
from contracts.roles import LEADER, ORGANIZER, VOLUNTEER
from gateway.inbox.actions import keep
from gateway.inbox.actions import unread as known
from tests.gateway.browsing import Browser, Contest


@pytest.fixture
def leader(contest: Contest) -> Browser:
    """Somebody with one unread message: the receipt."""
    browser = contest.signed_in(LEADER)
    contest.submitted(browser, title="有回执消息的项目")
    contest.until(lambda: unread(browser) == 1)
    return browser


def unread(browser: Browser) -> int:
    return int(browser.get("/inbox/unread").get_json()["unread"])


def shown(browser: Browser) -> int:
    found = re.search(r"<span data-count>(\d+)</span>", browser.get("/entries").text)
    assert found
    return int(found.group(1))


def test_count_in_the_header_falls_when_a_message_is_read(leader: Browser) -> None:
    assert shown(leader) == 1
    text = leader.get("/inbox").text
    assert "有回执消息的项目" in text
    action = re.findall(r'action="(/inbox/[^"]+/read)"', text)[0]
    assert leader.send(text, action).status_code == 303
    assert (unread(leader), shown(leader)) == (0, 0)


def test_all_messages_are_read_at_once(leader: Browser) -> None:
    assert leader.press("/inbox", "/inbox/read").status_code == 303
    assert unread(leader) == 0
    assert "标为已读" not in leader.get("/inbox").text


def test_unread_messages_can_be_shown_alone(leader: Browser) -> None:
    text = leader.get("/inbox?unread=1").text
    assert "有回执消息的项目" in text
    action = re.findall(r'action="(/inbox/[^"]+/read)"', text)[0]
    assert leader.send(text, action).location == "/inbox?unread=1"
    assert "没有未读消息" in leader.get("/inbox?unread=1").text
    assert "有回执消息的项目" in leader.get("/inbox").text


def test_messages_of_others_stay_unseen(contest: Contest, leader: Browser) -> None:
    other = contest.signed_in(VOLUNTEER)
    assert "有回执消息的项目" not in other.get("/inbox").text
    assert unread(other) == 0


def test_stranger_has_no_inbox(contest: Contest) -> None:
    stranger = contest.stranger()
    assert stranger.get("/inbox").location == "/signin"
    assert stranger.get("/inbox/unread").status_code == 401
    assert stranger.get("/inbox/unread").get_json()["code"] == "unauthenticated"


def test_what_is_one_of_many_is_bundled_and_read_by_kind(contest: Contest) -> None:
    office = contest.signed_in(ORGANIZER)
    contest.submitted(contest.signed_in(LEADER), title="汇总里的项目")
    text = contest.until(lambda: (text := office.get("/inbox").text).count("提交项目") and text)
    assert "汇总里的项目" not in text
    assert unread(office) == 0
    kind = re.findall(r'href="(/inbox\?kind=registration\.entry\.submitted[^"]*)"', text)[0]
    assert "汇总里的项目" in office.get(kind).text
    assert office.press(kind, "/inbox/read").status_code == 303
    assert "标为已读" not in office.get(kind).text


def test_a_count_that_was_overtaken_is_not_taken_over(contest: Contest) -> None:
    account_id, now = ids.new_id(), clock.now()
    with contest.product.databases["gateway"].write() as session:
        for count, at in ((2, now), (0, now + timedelta(seconds=1)), (1, now)):
            keep(session, account_id, count, at)
        assert known(session, account_id) == 0
