"""Shifts over HTTP: places, the waiting line, overlaps, and every refusal with its sentence."""

from datetime import timedelta
from typing import Any

from flask import Flask

from tests.services.registration.conftest import Events
from tests.services.registration.factories import (
    NOW,
    Caller,
    crowd,
    organizer,
    put_event,
    shift,
    sign_up,
    states,
    volunteer,
)

START = NOW + timedelta(days=7)


def of_signups(events: Events) -> list[tuple[str, dict[str, Any]]]:
    """What was told of signups, in order."""
    return [(kind, facts) for kind, facts in events() if kind.startswith("registration.signup.")]


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
    assert {name: signup[name] for name in signup if name not in {"id", "shift_id", "changed_at", "sequence"}} == {
        "state": "confirmed",
        "position": None,
        "blocked": False,
        "clashes": [],
        "may": ["cancel"],
        "created_at": NOW.isoformat(),
        "event": "社会科学普及宣传周启动仪式",
        "event_en": "Opening of the outreach week",
        "event_slug": "week",
        "post": "宣传讲解guide",
        "post_en": "Guide guide",
        "place": "同安区苏颂公园",
        "place_en": "Su Song Park",
        "summary": "现场展示、有奖问答。",
        "summary_en": "Displays and a quiz.",
        "starts_at": START.isoformat(),
        "ends_at": (START + timedelta(hours=3)).isoformat(),
    }
    assert person.get("/signups").get_json()["items"] == [signup]
    assert person.get("/events/week").get_json()["shifts"][0]["mine"] == signup
    (told,) = of_signups(events)
    assert told[0] == "registration.signup.confirmed.v1"
    assert (told[1]["signup_id"], told[1]["account_id"], told[1]["volunteer"]) == (
        signup["id"],
        str(person.id),
        "志愿者甲",
    )
    assert (told[1]["place"], told[1]["post"]) == ("同安区苏颂公园", "宣传讲解guide")
    assert [told[1][name] for name in ("event_en", "post_en", "place_en")] == [
        "Opening of the outreach week",
        "Guide guide",
        "Su Song Park",
    ]


def test_full_shift_lines_people_up_in_order(app: Flask, staff: Caller, events: Events) -> None:
    ids = put_event(staff, "week", shift(capacity=1))
    people = crowd(app, 3)
    answers = [sign_up(person, ids["guide"]).get_json() for person in people]
    assert [(answer["state"], answer["position"]) for answer in answers] == [
        ("confirmed", None),
        ("waitlisted", 1),
        ("waitlisted", 2),
    ]
    assert [(kind.split(".")[2], facts.get("position")) for kind, facts in of_signups(events)] == [
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
    assert len(of_signups(events)) == 1


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
    assert len(of_signups(events)) == 5


def test_signing_up_again_after_cancelling_goes_to_the_end(app: Flask, staff: Caller) -> None:
    ids = put_event(staff, "week", shift(capacity=1))
    people = crowd(app, 3)
    signups = [sign_up(person, ids["guide"]).get_json() for person in people]
    people[1].delete(f"/signups/{signups[1]['id']}")
    again = sign_up(people[1], ids["guide"])
    assert (again.status_code, again.get_json()["position"]) == (201, 2)
    assert again.get_json()["id"] != signups[1]["id"]
    assert [item["state"] for item in people[1].get("/signups").get_json()["items"]] == ["waitlisted", "cancelled"]


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
