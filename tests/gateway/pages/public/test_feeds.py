"""Feeds: valid for the programs that read them, and silent where nothing is new."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from xml.etree import ElementTree as ET

import msgspec
import pytest
from flask import Flask
from icalendar import Calendar

from chassis import clock
from contracts.roles import ORGANIZER
from gateway.pages.public import ical
from tests.gateway import papers
from tests.gateway.browsing import Contest
from tests.gateway.pages.public.site_map import mapped
from tests.gateway.pages.public.writing import published

ATOM = "{http://www.w3.org/2005/Atom}"
FEEDS = ("/notices.atom", "/announcements.atom", "/winners.atom", "/timetable.ics", "/sitemap.xml", "/robots.txt")


def test_atom_has_what_the_format_requires(contest: Contest) -> None:
    body = '<p>1 &lt; 2<script>alert(1)</script> <a href="/timetable">赛程</a></p>'
    published(contest, "notice", "fed", title="订阅 & 通知", body=body)
    answer = contest.stranger().get("/notices.atom")
    assert answer.content_type == "application/atom+xml; charset=utf-8"
    feed = ET.fromstring(answer.data)
    assert feed.tag == f"{ATOM}feed"
    for required in ("id", "title", "updated", "author"):
        assert feed.find(f"{ATOM}{required}") is not None
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert str(links["self"]).endswith("/notices.atom")
    entries = feed.findall(f"{ATOM}entry")
    (entry,) = [one for one in entries if one.findtext(f"{ATOM}title") == "订阅 & 通知"]
    assert str(entry.findtext(f"{ATOM}id")).endswith("/notices/fed")
    content = str(entry.findtext(f"{ATOM}content"))
    assert content.startswith('<p>1 &lt; 2 <a href="http')
    assert f'{str(links["alternate"]).removesuffix("/notices")}/timetable"' in content
    ids = [one.findtext(f"{ATOM}id") for one in entries]
    assert len(set(ids)) == len(ids)
    updated = [datetime.fromisoformat(str(one.findtext(f"{ATOM}updated"))) for one in entries]
    assert all(one.tzinfo for one in updated)
    assert datetime.fromisoformat(str(feed.findtext(f"{ATOM}updated"))) == max(updated)


def test_atom_without_notices_is_still_a_feed(empty: Contest) -> None:
    feed = ET.fromstring(empty.stranger().get("/notices.atom").data)
    assert feed.findtext(f"{ATOM}updated") == "1970-01-01T00:00:00+00:00"
    assert feed.findall(f"{ATOM}entry") == []


def events_of(content: bytes) -> dict[str, Any]:
    calendar: Any = Calendar.from_ical(content)
    assert (calendar["VERSION"], calendar["METHOD"]) == ("2.0", "PUBLISH")
    assert calendar["PRODID"]
    return {str(event["UID"]): event for event in calendar.walk("VEVENT")}


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


EDITION = papers.shown_edition(
    ("entry", at("2024-10-28T01:00"), at("2024-12-06T16:00")),
    ("screening", at("2024-12-08T16:00"), at("2024-12-13T16:00")),
    ("final", at("2025-01-10T01:00"), at("2025-01-10T10:00")),
)


@pytest.fixture
def app(contest: Contest) -> Flask:
    app: Flask = contest.product.app
    return app


def test_calendar_keeps_exclusive_ends_in_beijing_time(app: Flask) -> None:
    with app.test_request_context("/"):
        content = ical.calendar(EDITION)
    events = events_of(content)
    entry, screening = events["e1.entry@stage.egret"], events["e1.screening@stage.egret"]
    assert entry.decoded("DTSTART") == datetime(2024, 10, 28, 9, tzinfo=clock.LOCAL)
    assert entry.decoded("DTEND") == datetime(2024, 12, 7, tzinfo=clock.LOCAL)
    assert entry["DTEND"].params["TZID"] == "Asia/Shanghai"
    assert "24:00" in entry["DESCRIPTION"]
    assert (screening.decoded("DTSTART"), screening.decoded("DTEND")) == (date(2024, 12, 9), date(2024, 12, 14))
    assert b"BEGIN:VTIMEZONE" in content
    assert max(len(line) for line in content.split(b"\r\n")) <= 75


def test_calendar_tells_of_a_change_by_sequence_and_stamp_with_the_same_uid(app: Flask) -> None:
    later = msgspec.structs.replace(EDITION, version=2, updated_at=EDITION.updated_at + timedelta(milliseconds=1))
    with app.test_request_context("/"):
        before, after = events_of(ical.calendar(EDITION)), events_of(ical.calendar(later))
        again = events_of(ical.calendar(EDITION))
    assert before.keys() == after.keys()
    for uid, event in before.items():
        assert after[uid]["SEQUENCE"] > event["SEQUENCE"] >= 0
        assert after[uid].decoded("DTSTAMP") >= event.decoded("DTSTAMP")
        assert again[uid].to_ical() == event.to_ical()


def test_timetable_of_the_edition_is_a_calendar_to_download(contest: Contest) -> None:
    answer = contest.stranger().get("/timetable.ics")
    assert answer.content_type == "text/calendar; charset=utf-8"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="e1.ics"'
    assert set(events_of(answer.data)) == {"e1.entry@stage.egret", "e1.preliminary@stage.egret"}


def test_timetable_without_an_edition_is_not_found(empty: Contest) -> None:
    assert empty.stranger().get("/timetable.ics").status_code == 404


def test_sitemap_lists_what_is_public(contest: Contest) -> None:
    published(contest, "announcement", "mapped")
    reader = contest.stranger()
    places = mapped(reader)
    assert len(set(places)) == len(places)
    assert {"/announcements/mapped", "/tracks/t1", "/volunteer/week"} <= set(places)
    assert [place for place in places if reader.get(place).status_code != 200] == []


def test_robots_stay_away_from_personal_pages_and_find_the_map(contest: Contest) -> None:
    text = contest.stranger().get("/robots.txt").text
    assert "Disallow: /organizer\n" in text
    assert text.rstrip().endswith("/sitemap.xml")


@pytest.mark.parametrize("address", FEEDS)
def test_feed_answers_not_modified_to_whoever_has_it(contest: Contest, address: str) -> None:
    reader = contest.stranger()
    first = reader.get(address)
    assert first.headers["Cache-Control"] == "public, max-age=300"
    again = reader.get(address, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_feed_that_changed_is_sent_again(contest: Contest) -> None:
    reader, who = contest.stranger(), contest.person(ORGANIZER)
    article = published(contest, "notice", "changing")
    tag = reader.get("/notices.atom").headers["ETag"]
    etag = contest.call(who, "registration", "GET", f"/articles/{article}/draft")["etag"]
    with clock.frozen(clock.now() + timedelta(minutes=1)):
        body = {"reason": "内容有误"}
        contest.call(
            who,
            "registration",
            "DELETE",
            f"/articles/{article}/publication",
            json=body,
            headers={"If-Match": etag},
        )
    assert reader.get("/notices.atom", headers={"If-None-Match": tag}).status_code == 200
    assert "Last-Modified" not in reader.get("/notices.atom").headers
    assert "Last-Modified" in reader.get("/timetable.ics").headers
