"""Organizers set events and their shifts."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from tests.services.registration.factories import (
    NOW,
    Caller,
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
    again = put_event(staff, "week", shift("tea"), shift("guide", post="讲解"))
    assert again["guide"] == ids["guide"]
    shown = person.get("/events/week").get_json()
    assert [item["key"] for item in shown["shifts"]] == ["tea", "guide"]
    assert shown["shifts"][1]["mine"]["post"] == "讲解"


def test_shift_with_signups_is_neither_dropped_nor_made_too_small(app: Flask, staff: Caller) -> None:
    ids = put_event(staff, "week", shift("guide"), shift("desk"))
    signups = [sign_up(person, ids["guide"]).get_json() for person in crowd(app, 2)]
    dropped = staff.put("/events/week", json=event(shift("desk")))
    assert (dropped.status_code, dropped.get_json()["code"]) == (409, "shift-in-use")
    assert dropped.get_json()["detail"] == "“宣传讲解guide”已有 2 人报名，不能删除。请先与志愿者联系并取消其报名。"
    shrunk = staff.put("/events/week", json=event(shift("guide", capacity=1), shift("desk")))
    assert (shrunk.status_code, shrunk.get_json()["code"]) == (409, "capacity-below-confirmed")
    assert shrunk.get_json()["detail"] == "“宣传讲解guide”已录用 2 人，名额不能少于此数。"
    for signup in signups:
        staff.delete(f"/signups/{signup['id']}")
    assert set(put_event(staff, "week", shift("desk"))) == {"desk"}


@pytest.mark.parametrize(
    ("changed", "field", "code"),
    [
        ({"shifts": []}, "shifts", "wrong-count"),
        ({"shifts": [shift("a"), shift("a")]}, "shifts", "repeated-key"),
        ({"shifts": [shift(hours=0)]}, "shifts.0.ends_at", "end-before-start"),
        ({"shifts": [shift(capacity=-1)]}, "shifts.0.capacity", "out-of-range"),
        ({"shifts": [shift(capacity=10**30)]}, "shifts.0.capacity", "out-of-range"),
        ({"travel_minutes": 1441}, "travel_minutes", "out-of-range"),
        ({"slug": "other"}, "slug", "differs-from-address"),
        ({"place": ""}, "place", "too-short"),
        ({"starts_at": START.isoformat(), "ends_at": START.isoformat()}, "ends_at", "end-before-start"),
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
