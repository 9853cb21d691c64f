"""Shifts over HTTP: places, the waiting line, overlaps, and every refusal with its sentence."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from chassis import clock
from tests.services.registration.conftest import Events
from tests.services.registration.factories import NOW, Caller, event, organizer, put_event, shift, sign_up, volunteer

START = NOW + timedelta(days=7)


def crowd(app: Flask, count: int) -> list[Caller]:
    return [volunteer(app, f"志愿者{n:02}") for n in range(count)]


def states(staff: Caller, shift_id: str) -> dict[str, tuple[str, int | None]]:
    """Volunteer -> state and position, in order of arrival."""
    roster = staff.get(f"/shifts/{shift_id}/signups").get_json()["items"]
    return {item["volunteer"]["name"]: (item["state"], item["position"]) for item in roster}


def test_events_are_public_and_show_how_full_they_are(app: Flask, staff: Caller) -> None:
    ids = put_event(staff, "week", shift("guide", capacity=1), shift("desk"))
    for person in crowd(app, 3):
        sign_up(person, ids["guide"])
    shown = app.test_client().get("/events").get_json()
    (week,) = shown["items"]
    assert (week["slug"], week["starts_at"], shown["next"]) == ("week", START.isoformat(), None)
    guide, desk = week["shifts"]
    assert (guide["confirmed"], guide["waiting"], guide["places_left"], guide["mine"]) == (1, 2, 0, None)
    assert (desk["confirmed"], desk["waiting"], desk["places_left"]) == (0, 0, 2)
    assert app.test_client().get("/events/week").get_json() == week
    assert app.test_client().get("/events/none").status_code == 404
    assert "志愿者00" not in app.test_client().get("/events").text


def test_signup_is_confirmed_while_there_are_places(app: Flask, staff: Caller, events: Events) -> None:
    ids = put_event(staff, "week")
    person = volunteer(app)
    answer = sign_up(person, ids["guide"])
    signup = answer.get_json()
    assert answer.status_code == 201
    assert {name: signup[name] for name in signup if name not in {"id", "shift_id"}} == {
        "state": "confirmed",
        "position": None,
        "created_at": NOW.isoformat(),
        "event": "社会科学普及宣传周启动仪式",
        "event_en": "Opening of the outreach week",
        "event_slug": "week",
        "post": "宣传讲解guide",
        "post_en": "Guide guide",
        "place": "同安区苏颂公园",
        "starts_at": START.isoformat(),
        "ends_at": (START + timedelta(hours=3)).isoformat(),
    }
    assert person.get("/signups").get_json()["items"] == [signup]
    assert person.get("/events/week").get_json()["shifts"][0]["mine"] == signup
    (told,) = events()
    assert told[0] == "registration.signup.confirmed.v1"
    assert (told[1]["signup_id"], told[1]["account_id"], told[1]["volunteer"]) == (
        signup["id"],
        str(person.id),
        "志愿者甲",
    )
    assert (told[1]["place"], told[1]["post"]) == ("同安区苏颂公园", "宣传讲解guide")


def test_full_shift_lines_people_up_in_order(app: Flask, staff: Caller, events: Events) -> None:
    ids = put_event(staff, "week", shift(capacity=1))
    people = crowd(app, 3)
    answers = [sign_up(person, ids["guide"]).get_json() for person in people]
    assert [(answer["state"], answer["position"]) for answer in answers] == [
        ("confirmed", None),
        ("waitlisted", 1),
        ("waitlisted", 2),
    ]
    assert [(kind.split(".")[2], facts.get("position")) for kind, facts in events()] == [
        ("confirmed", None),
        ("waitlisted", 1),
        ("waitlisted", 2),
    ]


def test_signing_up_twice_is_once(app: Flask, staff: Caller, events: Events) -> None:
    ids = put_event(staff, "week")
    person = volunteer(app)
    first, second = sign_up(person, ids["guide"]), sign_up(person, ids["guide"])
    assert (first.status_code, second.status_code) == (201, 200)
    assert first.get_json() == second.get_json()
    assert len(events()) == 1


def test_cancelling_gives_the_place_to_the_first_in_line(app: Flask, staff: Caller, events: Events) -> None:
    ids = put_event(staff, "week", shift(capacity=1))
    people = crowd(app, 3)
    first, *_ = [sign_up(person, ids["guide"]).get_json() for person in people]
    gone = people[0].delete(f"/signups/{first['id']}")
    assert (gone.status_code, gone.get_json()["state"]) == (200, "cancelled")
    assert states(staff, ids["guide"]) == {
        "志愿者00": ("cancelled", None),
        "志愿者01": ("confirmed", None),
        "志愿者02": ("waitlisted", 1),
    }
    told = [(kind.split(".")[2], facts["volunteer"]) for kind, facts in events()[-2:]]
    assert told == [("cancelled", "志愿者00"), ("promoted", "志愿者01")]
    assert people[0].delete(f"/signups/{first['id']}").get_json() == gone.get_json()
    assert len(events()) == 5


def test_signing_up_again_after_cancelling_goes_to_the_end(app: Flask, staff: Caller) -> None:
    ids = put_event(staff, "week", shift(capacity=1))
    people = crowd(app, 3)
    signups = [sign_up(person, ids["guide"]).get_json() for person in people]
    people[1].delete(f"/signups/{signups[1]['id']}")
    again = sign_up(people[1], ids["guide"])
    assert (again.status_code, again.get_json()["position"]) == (201, 2)
    assert again.get_json()["id"] != signups[1]["id"]
    assert [item["state"] for item in people[1].get("/signups").get_json()["items"]] == ["waitlisted", "cancelled"]


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
            "您已报名「社会科学普及宣传周启动仪式」的「宣传讲解guide」，两个班次时间重叠。如需更换，请先取消原班次。",
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


def test_only_the_volunteer_or_an_organizer_cancels(app: Flask, staff: Caller) -> None:
    ids = put_event(staff, "week")
    signup = sign_up(volunteer(app), ids["guide"]).get_json()
    assert volunteer(app, "别人").delete(f"/signups/{signup['id']}").status_code == 404
    assert organizer(app, scope="event:other").delete(f"/signups/{signup['id']}").status_code == 404
    assert organizer(app, scope="event:week").delete(f"/signups/{signup['id']}").get_json()["state"] == "cancelled"


def test_roster_is_for_organizers_of_the_event(app: Flask, staff: Caller) -> None:
    ids = put_event(staff, "week", shift(capacity=1))
    people = crowd(app, 3)
    for person in people:
        sign_up(person, ids["guide"])
    path = f"/shifts/{ids['guide']}/signups"
    assert people[0].get(path).status_code == 403
    assert "志愿者01" not in people[0].get("/events").text + people[0].get("/signups").text
    assert organizer(app, scope="event:other").get(path).status_code == 403
    waiting = organizer(app, scope="event:week").get(f"{path}?state=waitlisted&limit=1").get_json()
    assert [item["volunteer"]["name"] for item in waiting["items"]] == ["志愿者01"]
    rest = staff.get(f"{path}?state=waitlisted&limit=1&after={waiting['next']}").get_json()
    assert [item["volunteer"]["name"] for item in rest["items"]] == ["志愿者02"]
    assert rest["next"] is None


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
    assert dropped.get_json()["detail"] == "「宣传讲解guide」已有 2 人报名，不能删除。请先与志愿者联系并取消其报名。"
    shrunk = staff.put("/events/week", json=event(shift("guide", capacity=1), shift("desk")))
    assert (shrunk.status_code, shrunk.get_json()["code"]) == (409, "capacity-below-confirmed")
    assert shrunk.get_json()["detail"] == "「宣传讲解guide」已录用 2 人，名额不能少于此数。"
    for signup in signups:
        staff.delete(f"/signups/{signup['id']}")
    assert set(put_event(staff, "week", shift("desk"))) == {"desk"}


def test_more_places_go_to_those_who_wait(app: Flask, staff: Caller) -> None:
    ids = put_event(staff, "week", shift(capacity=1))
    for person in crowd(app, 4):
        sign_up(person, ids["guide"])
    put_event(staff, "week", shift(capacity=3))
    assert [state for state, _ in states(staff, ids["guide"]).values()] == ["confirmed"] * 3 + ["waitlisted"]


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
