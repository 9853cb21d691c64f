"""What the home page is told of the next outreach event."""

from datetime import timedelta

from flask import Flask

from chassis import clock
from tests.services.registration.factories import NOW, Caller, crowd, put_event, shift, sign_up


def test_places_left_are_those_that_can_still_be_taken(app: Flask, staff: Caller) -> None:
    early, late = NOW + timedelta(hours=1), NOW + timedelta(hours=5)
    made = put_event(staff, "week", shift("early", early, capacity=4), shift("late", late, capacity=2))
    sign_up(crowd(app, 1)[0], made["late"])
    for moment, left in ((NOW, 5), (early, 1), (late, None)):
        with clock.frozen(moment):
            assert staff.get("/front").get_json()["events"][0]["places_left"] == left
