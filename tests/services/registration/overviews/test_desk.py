"""Registration in numbers and what is found in it, on both engines."""

from typing import Any

import pytest
from flask import Flask

from contracts.roles import AUDITOR, ORGANIZER
from services.registration.app import PART
from tests.services.registration import factories
from tests.services.registration.factories import Caller
from tests.standing import Loan, Standing


@pytest.fixture
def standing(stand: Loan, database_server: str) -> Standing:
    """Registration, once on each engine; `app` has the demo edition."""
    return stand(PART, database_server)


def search(who: Caller, q: str) -> dict[str, Any]:
    found: dict[str, Any] = who.get("/search", query_string={"q": q}).get_json()
    return found


def titles(who: Caller, q: str) -> list[str]:
    return [entry["title"] for entry in search(who, q)["entries"]]


def test_desk_counts_entries_by_state_and_track(team: Caller, staff: Caller) -> None:
    factories.submitted_entry(team)
    team.post("/entries", json=factories.draft(title="另一个智慧港口项目", track="t1"))
    team.post("/entries", json=factories.draft(title="还没有选择赛道", track=None))
    edition = staff.get("/desk").get_json()["edition"]
    assert edition["entries"] == {"draft": 2, "submitted": 1, "withdrawn": 0}
    assert [(track["key"], track["draft"], track["submitted"]) for track in edition["tracks"]] == [
        ("t1", 1, 0),
        ("t2", 0, 1),
        ("", 1, 0),
    ]


def test_desk_shows_how_full_coming_shifts_are(app: Flask, staff: Caller) -> None:
    shift = factories.put_event(staff, "week", factories.shift(capacity=1))["guide"]
    for person in factories.crowd(app, 3):
        factories.sign_up(person, shift)
    (shown,) = staff.get("/desk").get_json()["shifts"]
    assert [shown[name] for name in ("event_slug", "capacity", "confirmed", "waiting")] == ["week", 1, 1, 2]


def test_desk_shows_only_what_the_caller_oversees(app: Flask, team: Caller, staff: Caller) -> None:
    factories.submitted_entry(team)
    factories.put_event(staff, "week")
    elsewhere = Caller(app, (ORGANIZER,), "他届组委", scope="edition:other")
    assert elsewhere.get("/desk").get_json() == {
        "edition": None,
        "shifts": [],
        "unpublished": {"count": 0, "slug": "", "name": "", "name_en": "", "starts_on": None},
        "parked": {"retry": 0, "held": 0, "dead": 0},
    }
    assert search(elsewhere, "集装箱") == {"number": None, "entries": [], "events": [], "articles": []}
    assert Caller(app, (AUDITOR,), "审计").get("/desk").get_json()["edition"]["entries"]["submitted"] == 1
    assert team.get("/desk").status_code == team.get("/search?q=5G").status_code == 403


@pytest.mark.parametrize("q", ["５Ｇ远控", "5g 码头", "集装箱", "示例港口", "示例甲", "xm5g04-0001"])
def test_entries_are_found_whatever_the_width_and_case(team: Caller, staff: Caller, q: str) -> None:
    factories.submitted_entry(team)
    team.post("/entries", json=factories.draft(title="无关的另一个项目", organisation="别的单位"))
    assert "集装箱码头5G远控轮胎吊协同作业" in titles(staff, q)
    assert titles(staff, "没有这样的词") == []


def test_number_names_its_entry(team: Caller, staff: Caller) -> None:
    entry = factories.submitted_entry(team)
    assert search(staff, "ｘｍ5g04-0001")["number"] == entry["id"]
    assert search(staff, "XM5G04-000")["number"] is None


def test_wildcards_are_words_like_others(team: Caller, staff: Caller) -> None:
    factories.submitted_entry(team)
    assert titles(staff, "%") == titles(staff, "_") == []
    assert staff.get("/search", query_string={"q": "　"}).status_code == 422


def test_events_are_found_by_name_place_and_post(staff: Caller) -> None:
    factories.put_event(staff, "week")
    factories.put_event(staff, "other", name="与此无关的活动", name_en="Elsewhere", place="集美区", place_en="Jimei")
    assert [event["slug"] for event in search(staff, "苏颂公园")["events"]] == ["week"]
    assert [event["slug"] for event in search(staff, "OUTREACH week")["events"]] == ["week"]
    assert [event["slug"] for event in search(staff, "su song")["events"]] == ["week"]
    guide = {"post": "宣传讲解guide", "post_en": "Guide guide"}
    assert [event["posts"] for event in search(staff, "宣传讲解")["events"]] == [[guide], [guide]]


def test_articles_are_found_by_title(staff: Caller) -> None:
    for slug, title in (("opening", "关于举办５Ｇ应用大赛的通知"), ("holiday", "放假安排")):
        answer = staff.post("/articles", json={"kind": "notice", "slug": slug, "content": {"title": title}})
        assert answer.status_code == 201, answer.text
    assert [article["title"] for article in search(staff, "5g应用")["articles"]] == ["关于举办５Ｇ应用大赛的通知"]
