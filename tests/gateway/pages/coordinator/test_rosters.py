"""What a coordinator sees: their own events, and the names of those who agreed to it."""

from datetime import timedelta

import pytest

from chassis import clock
from chassis.http.auth import Identity
from chassis.storage import ids
from contracts.roles import AUDITOR, COORDINATOR, ORGANIZER, VOLUNTEER
from contracts.scopes import Scope
from gateway.accounts import consents
from gateway.accounts.consent_texts import NAME, SHARING, current
from tests.gateway import papers
from tests.gateway.browsing import Browser, Contest

LEAKY = "不愿公开"


def event(contest: Contest, slug: str, *, starts: timedelta = timedelta(days=3)) -> str:
    """An event of its own with a shift of one place; the shift's id."""
    facts = {**papers.event(clock.now()), "name": f"活动{slug}", "place": f"广场{slug}"}
    at = clock.now() + starts
    facts["shifts"] = [
        {**facts["shifts"][0], "starts_at": at.isoformat(), "ends_at": (at + timedelta(minutes=5)).isoformat()}
    ]
    made = contest.call(contest.person(ORGANIZER), "registration", "PUT", f"/events/{slug}", json=facts)
    return str(made["shifts"][0]["id"])


def volunteer(contest: Contest, shift: str, name: str, *purposes: str) -> Identity:
    """Somebody who signed up, having agreed to these purposes."""
    who = contest.person(VOLUNTEER, name=name)
    agree(contest, who, *purposes)
    contest.call(
        who, "registration", "POST", f"/shifts/{shift}/signups", headers={"Idempotency-Key": str(ids.new_id())}
    )
    return who


def agree(contest: Contest, who: Identity, *purposes: str) -> None:
    with contest.product.databases["gateway"].write() as session:
        for purpose in purposes:
            consents.give(session, who.account_id, purpose, current(purpose).version)


def coordinator(contest: Contest, slug: str) -> Browser:
    return contest.browser(contest.holder(COORDINATOR, Scope.event(slug)))


def test_coordinator_lands_on_their_events_and_is_led_there(contest: Contest) -> None:
    event(contest, "landing")
    browser, who = contest.stranger(), contest.holder(COORDINATOR, "event:landing")
    assert browser.press(contest.link(who)).location == "/coordinator"
    text = browser.get("/coordinator").text
    assert "活动landing" in text
    assert "<strong>1</strong><span>个空缺：“宣传讲解”" in text
    assert 'href="/coordinator" aria-current="page"' in text


def test_coordinator_of_one_event_sees_nothing_of_another(contest: Contest) -> None:
    shift = event(contest, "not-mine")
    volunteer(contest, shift, LEAKY, SHARING)
    event(contest, "mine")
    browser = coordinator(contest, "mine")
    text = browser.get("/coordinator").text
    assert "活动mine" in text
    assert "活动not-mine" not in text
    refused = browser.get("/coordinator/events/not-mine")
    assert refused.status_code == 403
    assert LEAKY not in refused.text


def test_name_is_shown_to_a_partner_with_that_consent_alone_and_no_address_ever(contest: Contest) -> None:
    shift = event(contest, "consents")
    agreed = volunteer(contest, shift, "同意的人", SHARING)
    volunteer(contest, shift, LEAKY, NAME)
    browser = coordinator(contest, "consents")
    for path in ("/coordinator", "/coordinator/events/consents"):
        text = browser.get(path).text
        assert LEAKY not in text
        assert "@example.org" not in text
    roster = browser.get("/coordinator/events/consents").text
    assert "同意的人" in roster
    assert "未同意提供姓名" in roster
    assert "第 1 位" in roster
    with contest.product.databases["gateway"].write() as session:
        consents.withdraw(session, agreed.account_id, SHARING)
    assert "同意的人" not in browser.get("/coordinator/events/consents").text


@pytest.mark.parametrize("role", [ORGANIZER, AUDITOR])
def test_the_office_sees_every_name(contest: Contest, role: str) -> None:
    slug = f"office-{role}"
    volunteer(contest, event(contest, slug), "只给办公室")
    text = contest.browser(contest.holder(role, Scope.event(slug))).get(f"/coordinator/events/{slug}").text
    assert "只给办公室" in text
    assert ("代为取消" in text) == (role == ORGANIZER)


def test_roster_of_today_is_on_the_first_page(contest: Contest) -> None:
    today = event(contest, "today", starts=timedelta(minutes=1))
    later = event(contest, "later")
    volunteer(contest, today, "今天来的人", SHARING)
    volunteer(contest, later, "以后来的人", SHARING)
    who = contest.person()
    for slug in ("today", "later"):
        contest.grant(who, COORDINATOR, Scope.event(slug))
    text = contest.browser(who).get("/coordinator").text
    assert "今天的名单" in text
    assert "今天来的人" in text
    assert "以后来的人" not in text


def test_coordinator_cancels_for_somebody_and_the_next_moves_up(contest: Contest) -> None:
    shift = event(contest, "cancelling")
    volunteer(contest, shift, "来不了的人", SHARING)
    volunteer(contest, shift, "等着的人", SHARING)
    browser = coordinator(contest, "cancelling")
    page = "/coordinator/events/cancelling"
    assert browser.press(page, f"{page}/cancellation").location == page
    text = browser.get(page).text
    assert "来不了的人" not in text
    assert "等着的人" in text
    assert "候补 1 人" not in text


def test_coordinator_without_events_is_told_so(contest: Contest) -> None:
    text = coordinator(contest, "nowhere").get("/coordinator").text
    assert "近期没有您带队的活动" in text


def test_coordinator_with_another_role_finds_the_events_on_the_page_of_all_roles(contest: Contest) -> None:
    event(contest, "several")
    who = contest.person(VOLUNTEER)
    contest.grant(who, COORDINATOR, "event:several")
    text = contest.browser(who).get("/home").text
    assert "活动several" in text


def test_coordinator_reading_english_sees_places_in_english(contest: Contest) -> None:
    event(contest, "read-in-english")
    browser = coordinator(contest, "read-in-english")
    assert "广场read-in-english" in browser.get("/coordinator").text
    browser.client.post("/language", data={"language": "en"})
    for page in ("/coordinator", "/coordinator/events/read-in-english"):
        text = browser.get(page).text
        assert "Su Song Park" in text
        assert "Guiding" in text
        assert "广场read-in-english" not in text
