"""A volunteer's own shifts in a calendar: one entry a signup, whose SEQUENCE rises with every change."""

import re
from typing import Any

from icalendar import Calendar

from chassis import clock
from contracts.roles import LEADER, ORGANIZER, VOLUNTEER
from tests.gateway import papers
from tests.gateway.browsing import Browser, Contest


def put(contest: Contest, **facts: Any) -> str:
    """An event of one shift; the shift's id."""
    event = {**papers.event(clock.now()), "name": "日历里的活动", "place": "某广场", **facts}
    office = contest.person(ORGANIZER)
    path = "/events/in-calendars"
    agreed = contest.call(office, "registration", "POST", f"{path}/effects", json=event)["agreed"]
    made = contest.call(office, "registration", "PUT", path, json=event, query={"agreed": agreed})
    return str(made["shifts"][0]["id"])


def entry(browser: Browser) -> Any:
    """The one event of the calendar."""
    answer = browser.get("/volunteer/shifts.ics")
    assert answer.content_type == "text/calendar; charset=utf-8"
    calendar: Any = Calendar.from_ical(answer.data)
    (found,) = calendar.walk("VEVENT")
    return found


def test_entry_follows_its_signup_with_a_rising_sequence(contest: Contest) -> None:
    shift = put(contest)
    browser = contest.signed_in(VOLUNTEER)
    browser.press("/volunteer", f"/volunteer/shifts/{shift}/signup")
    page = browser.get("/volunteer").text
    assert 'href="/volunteer/shifts.ics"' in page
    first = entry(browser)
    assert (first["STATUS"], first["SUMMARY"]) == ("CONFIRMED", "宣传讲解 · 日历里的活动")
    put(contest, place="另一个\n广场")
    moved = entry(browser)
    assert moved["LOCATION"] == "另一个 广场"
    (cancel,) = re.findall(r'action="(/volunteer/signups/[^"]+)"', page)
    browser.send(browser.get("/volunteer").text, cancel)
    given_up = entry(browser)
    assert given_up["STATUS"] == "CANCELLED"
    found = first, moved, given_up
    assert len({one["UID"] for one in found}) == 1
    assert sorted({one["SEQUENCE"] for one in found}) == [one["SEQUENCE"] for one in found]


def test_calendar_holds_nobody_elses_shifts(contest: Contest) -> None:
    shift = put(contest)
    contest.signed_in(VOLUNTEER).press("/volunteer", f"/volunteer/shifts/{shift}/signup")
    assert b"VEVENT" not in contest.signed_in(VOLUNTEER).get("/volunteer/shifts.ics").data
    assert contest.signed_in(LEADER).get("/volunteer/shifts.ics").status_code == 403
    assert contest.stranger().get("/volunteer/shifts.ics").status_code in (302, 303)
