"""What volunteers and those who see to an event read of it, each in one answer."""

from datetime import timedelta

from flask import Flask

from chassis import clock
from tests.services.registration.factories import NOW, Caller, coordinator, crowd, put_event, shift, sign_up, volunteer

START = NOW + timedelta(days=7)
LATER = START + timedelta(days=1)


def test_joining_two_lines_says_that_they_overlap(app: Flask, staff: Caller) -> None:
    ids = put_event(staff, "week", shift("guide", capacity=1), shift("desk", capacity=1))
    for holder, one in zip(crowd(app, 2), ids.values(), strict=True):
        sign_up(holder, one)
    person = volunteer(app)
    assert sign_up(person, ids["guide"]).get_json()["clashes"] == []
    joined = sign_up(person, ids["desk"]).get_json()
    assert [(one["post"], one["state"]) for one in joined["clashes"]] == [("宣传讲解guide", "waitlisted")]
    assert joined["blocked"] is False


def test_volunteer_sees_what_is_coming_and_what_can_be_done_in_one_answer(app: Flask, staff: Caller) -> None:
    ids = put_event(staff, "week", shift("guide"), shift("desk", starts=LATER))
    put_event(staff, "fair", shift(starts=LATER), place="别处")
    person = volunteer(app)
    sign_up(person, ids["guide"])
    shown = person.get("/volunteering").get_json()
    assert [(one["post"], one["may"]) for one in shown["signups"]] == [("宣传讲解guide", ["cancel"])]
    assert [one["may"] for one in shown["events"][0]["shifts"]] == [[], ["sign-up"]]
    with clock.frozen(START):
        begun = person.get("/volunteering").get_json()
        assert begun["signups"][0]["may"] == []
    with clock.frozen(LATER + timedelta(hours=4)):
        over = person.get("/volunteering").get_json()
        assert (over["events"], [one["post"] for one in over["signups"]]) == ([], ["宣传讲解guide"])
    stranger = app.test_client().get("/volunteering").get_json()
    assert (len(stranger["events"]), stranger["signups"]) == (2, [])


def test_roster_lists_places_first_and_is_for_those_who_see_to_the_event(app: Flask, staff: Caller) -> None:
    ids = put_event(staff, "week", shift(capacity=1))
    put_event(staff, "fair", shift(), place="别处")
    for person in crowd(app, 3):
        sign_up(person, ids["guide"])
    hand = coordinator(app, scope="event:week")
    people = hand.get("/events/week/roster").get_json()["shifts"][0]["people"]
    assert [(one["volunteer"]["name"], one["position"], one["may"]) for one in people] == [
        ("志愿者00", None, ["cancel"]),
        ("志愿者01", 1, ["cancel"]),
        ("志愿者02", 2, ["cancel"]),
    ]
    assert hand.get("/events/fair/roster").status_code == 403
    mine = hand.get("/coordination").get_json()["events"]
    assert [(one["slug"], one["shifts"][0]["people"]) for one in mine] == [("week", [])]
    with clock.frozen(START - timedelta(hours=1)):
        today = hand.get("/coordination").get_json()["events"]
        assert len(today[0]["shifts"][0]["people"]) == 3
