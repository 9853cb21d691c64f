"""A change of an event with people on it: named before, told afterwards, and nobody at two places at once."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from flask import Flask

from chassis import clock
from tests.services.registration.conftest import Events
from tests.services.registration.factories import (
    NOW,
    Caller,
    change_event,
    crowd,
    event,
    put_event,
    shift,
    sign_up,
    states,
    volunteer,
)

START = NOW + timedelta(days=7)
LATER = START + timedelta(days=1)


def told(events: Events, *kinds: str) -> list[tuple[str, dict[str, Any]]]:
    """What was told of these kinds, `noun.verb`, in order."""
    return [(name, facts) for kind, facts in events() if (name := ".".join(kind.split(".")[1:3])) in kinds]


def kinds(effects: list[dict[str, Any]]) -> list[tuple[str, str, bool]]:
    return [(one["volunteer"]["name"], one["kind"], one["waits"]) for one in effects]


def test_change_waits_until_it_is_agreed_who_is_affected(app: Flask, staff: Caller, events: Events) -> None:
    ids = put_event(staff, "week", shift(capacity=1))
    for person in crowd(app, 2):
        sign_up(person, ids["guide"])
    before, moved = staff.get("/events/week").get_json(), event(shift(starts=LATER, capacity=1))
    count = len(events())
    refused = staff.put("/events/week", json=moved).get_json()
    assert (refused["code"], refused["people"]) == ("people-affected", 2)
    found = staff.post("/events/week/effects", json=moved).get_json()
    assert kinds(found["items"]) == [("志愿者00", "changed", False), ("志愿者01", "changed", True)]
    assert (found["items"][0]["before"]["starts_at"], found["items"][0]["after"]["starts_at"]) == (
        START.isoformat(),
        LATER.isoformat(),
    )
    assert (staff.get("/events/week").get_json(), len(events())) == (before, count)
    sign_up(volunteer(app, "后来者"), ids["guide"])
    again = staff.put(f"/events/week?agreed={found['agreed']}", json=moved)
    assert (again.status_code, again.get_json()["people"]) == (409, 3)
    change_event(staff, "week", shift(starts=LATER, capacity=1))
    heard = told(events, "shift.changed", "outreach-event.changed")
    assert [facts.get("volunteer") for _kind, facts in heard] == ["志愿者00", "志愿者01", "后来者", None]
    assert [heard[0][1][name] for name in ("old_starts_at", "starts_at")] == [
        "2024-11-27T02:00:00Z",
        "2024-11-28T02:00:00Z",
    ]
    assert [heard[3][1][name] for name in ("changed", "cancelled", "set_back", "promoted")] == [3, 0, 0, 0]


def test_reading_who_is_affected_is_recorded(app: Flask, staff: Caller) -> None:
    ids = put_event(staff, "week")
    sign_up(volunteer(app), ids["guide"])
    staff.post("/events/week/effects", json=event(shift(starts=LATER)))
    last = staff.get("/audit").get_json()["items"][0]
    assert (last["action"], last["subject"], last["actor"]) == ("event.effects", "week", str(staff.id))


def test_words_put_right_need_no_asking(app: Flask, staff: Caller, events: Events) -> None:
    ids = put_event(staff, "week")
    sign_up(volunteer(app), ids["guide"])
    assert change_event(staff, "week", shift(post_en="Guiding"), summary="请带水杯。", place_en="The Park") == []
    put_event(staff, "week", shift(capacity=5))
    assert told(events, "shift.changed", "outreach-event.changed") == []


def test_place_lost_to_an_overlap_is_named_told_and_given_to_the_next(
    app: Flask, staff: Caller, events: Events
) -> None:
    morning = put_event(staff, "week", shift("guide", capacity=1))
    other = put_event(staff, "fair", shift("desk", starts=LATER))
    both, waiting = crowd(app, 2)
    sign_up(both, morning["guide"])
    sign_up(both, other["desk"])
    sign_up(waiting, morning["guide"])
    found = change_event(staff, "week", shift("guide", starts=LATER, capacity=1))
    assert kinds(found) == [
        ("志愿者00", "set-back", False),
        ("志愿者01", "changed", True),
        ("志愿者01", "promoted", True),
    ]
    assert found[0]["because"]["post"] == "宣传讲解desk"
    assert states(staff, morning["guide"]) == {"志愿者00": ("waitlisted", 1), "志愿者01": ("confirmed", None)}
    assert states(staff, other["desk"]) == {"志愿者00": ("confirmed", None)}
    ((_kind, facts),) = told(events, "signup.set-back")
    assert (facts["volunteer"], facts["kept_post"], facts["starts_at"]) == (
        "志愿者00",
        "宣传讲解desk",
        "2024-11-28T02:00:00Z",
    )
    (mine,) = [one for one in both.get("/signups").get_json()["items"] if one["state"] == "waitlisted"]
    assert (mine["blocked"], [one["post"] for one in mine["clashes"]]) == (True, ["宣传讲解desk"])


def test_another_place_may_leave_too_little_time_for_the_way(app: Flask, staff: Caller) -> None:
    ids = put_event(staff, "week", shift("guide"))
    near = put_event(staff, "fair", shift("desk", starts=START + timedelta(hours=3)))
    person = volunteer(app)
    sign_up(person, ids["guide"])
    sign_up(person, near["desk"])
    assert [one["kind"] for one in change_event(staff, "week", shift("guide"), place="湖里区兴隆社区广场")] == [
        "set-back"
    ]


def test_of_two_moved_shifts_a_person_keeps_the_earlier(app: Flask, staff: Caller) -> None:
    ids = put_event(staff, "week", shift("guide"), shift("desk", starts=LATER))
    person = volunteer(app)
    for one in ids.values():
        sign_up(person, one)
    noon = LATER + timedelta(days=1)
    found = change_event(staff, "week", shift("guide", starts=noon), shift("desk", starts=noon - timedelta(hours=1)))
    assert {one["after"]["post"]: one["kind"] for one in found} == {
        "宣传讲解desk": "changed",
        "宣传讲解guide": "set-back",
    }


def test_whoever_is_freed_by_a_change_moves_up_elsewhere(app: Flask, staff: Caller, events: Events) -> None:
    here = put_event(staff, "week", shift("guide"))
    there = put_event(staff, "fair", shift("desk", capacity=1))
    holder, waiting = crowd(app, 2)
    held = sign_up(holder, there["desk"]).get_json()
    sign_up(waiting, there["desk"])
    sign_up(waiting, here["guide"])
    holder.delete(f"/signups/{held['id']}")
    assert states(staff, there["desk"])["志愿者01"] == ("waitlisted", 1)
    found = change_event(staff, "week", shift("guide", starts=LATER))
    assert kinds(found) == [("志愿者01", "promoted", True), ("志愿者01", "changed", False)]
    assert states(staff, there["desk"])["志愿者01"] == ("confirmed", None)
    assert [facts["post"] for _kind, facts in told(events, "signup.promoted")] == ["宣传讲解desk"]


def test_shift_left_out_is_called_off_and_everybody_told(app: Flask, staff: Caller, events: Events) -> None:
    ids = put_event(staff, "week", shift("guide", capacity=1), shift("tea"))
    holder, waiting = crowd(app, 2)
    sign_up(holder, ids["guide"])
    sign_up(waiting, ids["guide"])
    found = change_event(staff, "week", shift("tea"))
    assert kinds(found) == [("志愿者00", "cancelled", False), ("志愿者01", "cancelled", True)]
    assert [(facts["volunteer"], facts["waits"]) for _kind, facts in told(events, "shift.cancelled")] == [
        ("志愿者00", False),
        ("志愿者01", True),
    ]
    assert [one["key"] for one in staff.get("/events/week").get_json()["shifts"]] == ["tea"]
    assert sign_up(volunteer(app), ids["guide"]).get_json()["code"] == "shift-called-off"
    again = put_event(staff, "week", shift("guide", capacity=1), shift("tea"))
    assert again["guide"] == ids["guide"]
    assert sign_up(volunteer(app), ids["guide"]).get_json()["state"] == "confirmed"


def test_event_is_called_off_with_a_reason_and_nothing_of_it_changes_any_more(
    app: Flask, staff: Caller, events: Events
) -> None:
    ids = put_event(staff, "week")
    sign_up(volunteer(app), ids["guide"])
    body = {"reason": "受台风影响"}
    assert staff.post("/events/week/cancellation", json=body).get_json()["code"] == "people-affected"
    agreed = staff.post("/events/week/cancellation/effects", json=body).get_json()["agreed"]
    assert staff.get("/events/week").get_json()["may"] == ["publish", "cancel"]
    gone = staff.post(f"/events/week/cancellation?agreed={agreed}", json=body).get_json()
    assert [gone[name] for name in ("state", "reason", "shifts", "may")] == ["cancelled", "受台风影响", [], []]
    heard = told(events, "shift.cancelled", "outreach-event.cancelled", "outreach-event.published")
    assert [(kind, facts.get("reason")) for kind, facts in heard[1:]] == [
        ("shift.cancelled", "受台风影响"),
        ("outreach-event.published", "受台风影响"),
        ("outreach-event.cancelled", "受台风影响"),
    ]
    assert staff.put("/events/week", json=event()).get_json()["code"] == "event-called-off"
    assert staff.post("/events/week/cancellation", json=body).get_json() == gone
    assert staff.get("/front").get_json()["events"] == []


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"place": "湖里区兴隆社区广场"}, "event-begun"),
        ({"travel_minutes": 10}, "event-begun"),
        ({"shifts": [shift("desk", starts=LATER)]}, "shift-begun"),
        ({"shifts": [shift(hours=5), shift("desk", starts=LATER)]}, "shift-begun"),
        ({"shifts": [shift(starts=LATER), shift("desk", starts=LATER)]}, "shift-begun"),
    ],
)
def test_what_has_begun_is_not_moved(staff: Caller, changed: dict[str, Any], code: str) -> None:
    both = shift(), shift("desk", starts=LATER)
    put_event(staff, "week", *both)
    with clock.frozen(START):
        refused = staff.put("/events/week", json={**event(*both), **changed})
        assert (refused.status_code, refused.get_json()["code"]) == (409, code)
        assert staff.get("/events/week").get_json()["may"] == ["publish"]
        assert staff.post("/events/week/cancellation", json={"reason": "台风"}).get_json()["code"] == "event-begun"
        assert staff.put("/events/week", json=event(shift(capacity=9), shift("desk", starts=LATER))).status_code == 200


@pytest.mark.parametrize("at", [NOW, NOW - timedelta(days=1)])
def test_nothing_is_put_into_the_past(app: Flask, staff: Caller, at: datetime) -> None:
    refused = staff.put("/events/week", json=event(shift("tea"), shift(starts=at, hours=48))).get_json()
    assert [error["code"] for error in refused["errors"]["shifts.1.starts_at"]] == ["in-the-past"]
    put_event(staff, "week")
    moved = staff.put("/events/week", json=event(shift(starts=at, hours=48))).get_json()
    assert list(moved["errors"]) == ["shifts.0.starts_at"]
    over = staff.put("/events/week", json=event(starts_at=(at - timedelta(days=1)).isoformat(), ends_at=at.isoformat()))
    assert list(over.get_json()["errors"]) == ["ends_at"]


def test_event_is_told_whole_with_a_version_that_rises_with_every_change(staff: Caller, events: Events) -> None:
    for name in ("一号活动", "一号活动", "二号活动"):
        put_event(staff, "week", name=name)
    heard = told(events, "outreach-event.published")
    assert [(facts["name"], facts["version"]) for _kind, facts in heard] == [("一号活动", 1), ("二号活动", 2)]
    shown = staff.get("/events/week").get_json()
    assert shown["version"] == 2
    (only,) = heard[1][1]["shifts"]
    assert (only["shift_id"], only["key"], only["capacity"]) == (shown["shifts"][0]["id"], "guide", 2)


def test_longer_way_between_two_places_is_a_change_like_another(app: Flask, staff: Caller) -> None:
    here = put_event(staff, "week", travel_minutes=0)
    there = put_event(staff, "fair", shift("desk", starts=START + timedelta(hours=3)), place="别处", travel_minutes=0)
    person = volunteer(app)
    sign_up(person, here["guide"])
    sign_up(person, there["desk"])
    assert [one["kind"] for one in change_event(staff, "week", travel_minutes=1)] == ["set-back"]
