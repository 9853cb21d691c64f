"""The same event on several days: made at once, changed and published from one of them on."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from tests.services.registration.factories import NOW, Caller, crowd, organizer, put_event, shift, sign_up

DAY = timedelta(days=1)
FIRST = NOW + 10 * DAY
HERE = "/events/week"
POSTS = {"talk": "讲解", "desk": "签到"}


@pytest.fixture
def week(staff: Caller) -> dict[str, Any]:
    """An event with two posts, published."""
    return put_event(staff, "week", *(shift(key, FIRST, capacity=3) for key in POSTS))


def on(days: int, **more: str) -> dict[str, str]:
    return {"starts_on": f"{FIRST + days * DAY:%Y-%m-%d}", **more}


def series(staff: Caller) -> list[dict[str, Any]]:
    return list(staff.get(f"{HERE}/series").get_json()["items"])


def draft(staff: Caller, slug: str) -> dict[str, Any]:
    return dict(staff.get(f"/events/{slug}/draft").get_json())


def write(staff: Caller, slug: str, **facts: Any) -> None:
    now = draft(staff, slug)
    answer = staff.put(f"/events/{slug}/draft", json={"content": now["content"] | facts}, etag=now["etag"])
    assert answer.status_code == 200, answer.text


@pytest.mark.usefixtures("week")
def test_more_days_are_drafts_of_their_own_and_asking_again_makes_none(staff: Caller) -> None:
    wanted = {"items": [on(7), on(14, place="兴隆社区"), on(7)]}
    for _twice in range(2):
        assert staff.post(f"{HERE}/series", json=wanted).status_code == 201
    items = series(staff)
    assert [one["starts_on"] for one in items] == [on(0)["starts_on"], on(7)["starts_on"], on(14)["starts_on"]]
    assert [one["state"] for one in items] == ["published", "draft", "draft"]
    assert len({one["slug"] for one in items}) == 3
    waits = staff.get("/desk").get_json()["unpublished"]
    assert (waits["count"], waits["slug"], waits["starts_on"]) == (2, items[1]["slug"], on(7)["starts_on"])
    last = draft(staff, items[2]["slug"])
    assert last["content"]["place"] == "兴隆社区"
    assert {row["starts_day"] for row in last["content"]["shifts"]} == {on(14)["starts_on"]}
    assert last["about"]["series"] == {"number": 3, "count": 3}
    assert staff.post("/event-drafts", json={"name": "没有班次"}).status_code == 201
    alone = staff.get("/event-drafts").get_json()["items"][0]["slug"]
    assert staff.post(f"/events/{alone}/series", json=wanted).get_json()["code"] == "no-first-day"
    many = {"items": [on(days) for days in range(60)]}
    assert staff.post(f"{HERE}/series", json=many).get_json()["code"] == "series-full"


@pytest.mark.usefixtures("week")
def test_a_change_is_carried_over_to_those_after_it_each_on_its_own_day(staff: Caller) -> None:
    staff.post(f"{HERE}/series", json={"items": [on(7), on(14, place="兴隆社区")]})
    _first, second, third = (one["slug"] for one in series(staff))
    rows = draft(staff, second)["content"]["shifts"]
    write(staff, second, summary="带好水杯。", place="别处", shifts=[{**rows[0], "capacity": "9"}])
    done = staff.post(f"/events/{second}/series/changes", json={"parts": ["summary", "shifts"]}).get_json()
    assert done == {"done": 1, "left": []}
    later, before = draft(staff, third)["content"], draft(staff, "week")["content"]
    assert (later["summary"], later["place"]) == ("带好水杯。", "兴隆社区")
    assert [(row["starts_day"], row["capacity"], row["key"]) for row in later["shifts"]] == [
        (on(14)["starts_on"], "9", rows[0]["key"])
    ]
    assert before.get("summary") != "带好水杯。"


def test_publishing_from_one_on_leaves_those_that_lack_something_or_have_people(
    app: Flask, staff: Caller, week: dict[str, Any]
) -> None:
    staff.post(f"{HERE}/series", json={"items": [on(7), on(14)]})
    _first, second, third = (one["slug"] for one in series(staff))
    write(staff, third, place="")
    sign_up(crowd(app, 1)[0], week["talk"])
    write(staff, "week", place="换了地方")
    told = staff.post(f"{HERE}/series/publication").get_json()
    assert told["done"] == 1
    assert {one["slug"]: one["reason"][:6] for one in told["left"]} == {"week": "这次修改涉及", third: "请按提示补全"}
    assert staff.get(f"/events/{second}").status_code == 200
    assert staff.get(f"/events/{third}").status_code == 404
    assert staff.get(HERE).get_json()["place"] != "换了地方"
    elsewhere = organizer(app, scope="event:week")
    assert elsewhere.post(f"{HERE}/series/publication").status_code == 403
    assert [one["slug"] for one in series(elsewhere)] == ["week"]
