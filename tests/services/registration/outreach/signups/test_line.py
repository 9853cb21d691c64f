"""The waiting line over HTTP: overlaps, travel time, who moves up."""

from datetime import timedelta

import pytest
from flask import Flask

from chassis import clock
from tests.services.registration.conftest import Events
from tests.services.registration.factories import (
    NOW,
    Caller,
    crowd,
    put_event,
    shift,
    sign_up,
    states,
    volunteer,
)

START = NOW + timedelta(days=7)


@pytest.mark.parametrize(
    ("minutes_after_end", "place", "status", "code"),
    [
        (-1, "同安区苏颂公园", 409, "shift-overlap"),
        (0, "同安区苏颂公园", 201, None),
        (-1, "湖里区兴隆社区广场", 409, "shift-overlap"),
        (0, "湖里区兴隆社区广场", 409, "shift-too-close"),
        (59, "湖里区兴隆社区广场", 409, "shift-too-close"),
        (60, "湖里区兴隆社区广场", 201, None),
    ],
)
def test_nobody_is_at_two_places_at_once(
    app: Flask, staff: Caller, minutes_after_end: int, place: str, status: int, code: str | None
) -> None:
    first = put_event(staff, "morning")
    later = START + timedelta(hours=3, minutes=minutes_after_end)
    second = put_event(staff, "afternoon", shift(starts=later), place=place)
    for held, wanted in ((first, second), (second, first)):
        person = volunteer(app)
        sign_up(person, held["guide"])
        answer = sign_up(person, wanted["guide"])
        assert (answer.status_code, answer.get_json().get("code")) == (status, code)


def test_overlap_says_with_what_in_the_readers_language(app: Flask, staff: Caller) -> None:
    ids = put_event(staff, "week", shift("guide"), shift("desk"))
    for locale, sentence in (
        (
            "zh_CN",
            "您已报名“社会科学普及宣传周启动仪式”的“宣传讲解guide”，两个班次时间重叠。如需更换，请先取消原班次。",
        ),
        (
            "en",
            "You are signed up for “Guide guide” at “Opening of the outreach week”, which is at the same time. "
            "To change, cancel that shift first.",
        ),
    ):
        person = volunteer(app, locale=locale)
        sign_up(person, ids["guide"])
        assert sign_up(person, ids["desk"]).get_json()["detail"] == sentence
    assert states(staff, ids["desk"]) == {}


def test_travel_time_is_the_events_own(app: Flask, staff: Caller) -> None:
    first = put_event(staff, "morning", travel_minutes=0)
    second = put_event(staff, "noon", shift(starts=START + timedelta(hours=3)), place="集美", travel_minutes=0)
    person = volunteer(app)
    sign_up(person, first["guide"])
    assert sign_up(person, second["guide"]).status_code == 201


def test_promotion_passes_over_who_is_busy_and_returns_to_them_when_free(
    app: Flask, staff: Caller, events: Events
) -> None:
    ids = put_event(staff, "week", shift("guide", capacity=1), shift("desk", capacity=1))
    holder, busy, free = crowd(app, 3)
    held = sign_up(holder, ids["guide"]).get_json()
    sign_up(busy, ids["guide"])
    elsewhere = sign_up(busy, ids["desk"]).get_json()
    assert elsewhere["state"] == "confirmed"
    holder.delete(f"/signups/{held['id']}")
    assert states(staff, ids["guide"])["志愿者01"] == ("waitlisted", 1)
    assert sign_up(free, ids["guide"]).get_json()["state"] == "confirmed"
    busy.delete(f"/signups/{elsewhere['id']}")
    put_event(staff, "week", shift("guide", capacity=2), shift("desk", capacity=1))
    assert states(staff, ids["guide"])["志愿者01"] == ("confirmed", None)
    assert [f["volunteer"] for kind, f in events() if kind.endswith("promoted.v1")] == ["志愿者01"]


def test_cancelling_elsewhere_frees_a_person_for_a_place_that_stands_empty(app: Flask, staff: Caller) -> None:
    ids = put_event(staff, "week", shift("guide", capacity=1), shift("desk", capacity=1))
    holder, busy = crowd(app, 2)
    held = sign_up(holder, ids["guide"]).get_json()
    sign_up(busy, ids["guide"])
    elsewhere = sign_up(busy, ids["desk"]).get_json()
    holder.delete(f"/signups/{held['id']}")
    busy.delete(f"/signups/{elsewhere['id']}")
    assert states(staff, ids["guide"])["志愿者01"] == ("confirmed", None)


def test_started_shift_is_closed_to_everybody(app: Flask, staff: Caller) -> None:
    ids = put_event(staff, "week", shift(capacity=1))
    first, second, late = crowd(app, 3)
    held = sign_up(first, ids["guide"]).get_json()
    sign_up(second, ids["guide"])
    with clock.frozen(START):
        for answer in (sign_up(late, ids["guide"]), first.delete(f"/signups/{held['id']}")):
            assert (answer.status_code, answer.get_json()["code"]) == (409, "shift-started")
        put_event(staff, "week", shift(capacity=2))
        assert states(staff, ids["guide"])["志愿者01"] == ("waitlisted", 1)
        assert sign_up(first, ids["guide"]).status_code == 200
    with clock.frozen(START - timedelta(microseconds=1)):
        assert sign_up(late, ids["guide"]).status_code == 201


def test_more_places_go_to_those_who_wait(app: Flask, staff: Caller) -> None:
    ids = put_event(staff, "week", shift(capacity=1))
    for person in crowd(app, 4):
        sign_up(person, ids["guide"])
    put_event(staff, "week", shift(capacity=3))
    assert [state for state, _ in states(staff, ids["guide"]).values()] == ["confirmed"] * 3 + ["waitlisted"]


def test_waiting_signup_names_what_stands_in_its_way_until_it_begins(app: Flask, staff: Caller) -> None:
    morning = put_event(staff, "morning", shift(capacity=2))
    later = START + timedelta(hours=3, minutes=30)
    noon = put_event(staff, "noon", shift("desk", capacity=1, starts=later), place="湖里区兴隆社区广场")
    holder, person = crowd(app, 2)
    for who, wanted in ((holder, noon["desk"]), (person, noon["desk"]), (person, morning["guide"])):
        sign_up(who, wanted)

    def shown(who: Caller) -> dict[str, tuple[bool, list[str]]]:
        items = who.get("/signups").get_json()["items"]
        return {one["event_slug"]: (one["blocked"], [other["post"] for other in one["clashes"]]) for one in items}

    assert shown(holder) == {"noon": (False, [])}
    assert shown(person) == {"noon": (True, ["宣传讲解guide"]), "morning": (False, ["宣传讲解desk"])}
    with clock.frozen(later - timedelta(minutes=1)):
        assert shown(person) == {"noon": (True, ["宣传讲解guide"]), "morning": (False, [])}
    with clock.frozen(later):
        assert shown(person) == {"noon": (False, []), "morning": (False, [])}
