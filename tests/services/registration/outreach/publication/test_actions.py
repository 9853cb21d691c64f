"""Organizers set events and their shifts."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from tests.services.registration.factories import (
    NOW,
    Caller,
    change_event,
    crowd,
    event,
    organizer,
    put_event,
    shift,
    sign_up,
    volunteer,
)

START = NOW + timedelta(days=7)


def test_putting_an_event_again_changes_nothing(staff: Caller) -> None:
    first = staff.put("/events/week", json=event()).get_json()
    assert staff.put("/events/week", json=event()).get_json() == first


def test_event_keeps_its_signups_through_changes(app: Flask, staff: Caller) -> None:
    ids = put_event(staff, "week", shift("guide"), shift("desk"))
    person = volunteer(app)
    sign_up(person, ids["guide"])
    change_event(staff, "week", shift("tea"), shift("guide", post="讲解"))
    shown = person.get("/events/week").get_json()
    assert [item["key"] for item in shown["shifts"]] == ["tea", "guide"]
    assert (shown["shifts"][1]["id"], shown["shifts"][1]["mine"]["post"]) == (ids["guide"], "讲解")


def test_shift_is_not_made_too_small_and_says_what_to_do(app: Flask, staff: Caller) -> None:
    ids = put_event(staff, "week", shift("guide"), shift("desk"))
    for person in crowd(app, 2):
        sign_up(person, ids["guide"])
    smaller = event(shift("guide", capacity=1), shift("desk"))
    shrunk = staff.put("/events/week", json=smaller)
    assert (shrunk.status_code, shrunk.get_json()["code"]) == (409, "capacity-below-confirmed")
    assert shrunk.get_json()["detail"] == (
        "“宣传讲解guide”已录用 2 人，名额不能少于此数。请先在名单中为不能到场的志愿者取消报名，再减少名额。"
    )
    assert "Guide guide" in replace(staff, locale="en").put("/events/week", json=smaller).get_json()["detail"]


@pytest.mark.parametrize(
    ("changed", "field", "code"),
    [
        ({"shifts": []}, "shifts", "wrong-count"),
        ({"shifts": [shift("a"), shift("a")]}, "shifts", "repeated-key"),
        ({"shifts": [shift(hours=0)]}, "shifts.0.ends_at", "end-before-start"),
        ({"shifts": [shift(capacity=-1)]}, "shifts.0.capacity", "out-of-range"),
        ({"shifts": [shift(capacity=0)]}, "shifts.0.capacity", "no-places"),
        ({"shifts": [shift(capacity=10**30)]}, "shifts.0.capacity", "out-of-range"),
        ({"travel_minutes": 1441}, "travel_minutes", "out-of-range"),
        ({"slug": "other"}, "slug", "differs-from-address"),
        ({"place": ""}, "place", "too-short"),
        ({"starts_at": START.isoformat(), "ends_at": START.isoformat()}, "ends_at", "end-before-start"),
        ({"starts_at": (START + timedelta(hours=3)).isoformat()}, "ends_at", "end-before-start"),
        ({"ends_at": START.isoformat()}, "ends_at", "end-before-start"),
    ],
)
def test_event_names_what_is_wrong(staff: Caller, changed: dict[str, Any], field: str, code: str) -> None:
    answer = staff.put("/events/week", json={**event(), **changed})
    assert answer.status_code == 422
    assert [error["code"] for error in answer.get_json()["errors"][field]] == [code]


def test_only_an_organizer_of_the_event_changes_it(app: Flask, staff: Caller) -> None:
    assert volunteer(app).put("/events/week", json=event()).status_code == 403
    assert organizer(app, scope="event:other").put("/events/week", json=event()).status_code == 403
    ids = put_event(organizer(app, scope="event:week"), "week")
    assert volunteer(app, scope="event:other").post(f"/shifts/{ids['guide']}/signups").status_code == 403
    assert app.test_client().post(f"/shifts/{ids['guide']}/signups").status_code == 401


def test_event_says_where_and_what_in_both_languages_and_so_does_the_home_page(staff: Caller) -> None:
    put_event(staff, "week")
    shown, front = (staff.get(path).get_json() for path in ("/events/week", "/front"))
    assert (shown["place"], shown["place_en"]) == ("同安区苏颂公园", "Su Song Park")
    assert (shown["summary"], shown["summary_en"]) == ("现场展示、有奖问答。", "Displays and a quiz.")
    assert (front["events"][0]["place"], front["events"][0]["place_en"]) == ("同安区苏颂公园", "Su Song Park")


def test_event_needs_no_english(staff: Caller) -> None:
    facts = event(*[{name: value for name, value in shift().items() if name != "post_en"}])
    facts = {name: value for name, value in facts.items() if not name.endswith("_en")}
    shown = staff.put("/events/week", json=facts).get_json()
    assert [shown[name] for name in ("name_en", "place_en", "summary_en")] == ["", "", ""]
    too_long = staff.put("/events/week", json=event(place_en="x" * 301)).get_json()
    assert list(too_long["errors"]) == ["place_en"]
