"""Events written on pages: begun, filled in, published, changed with people on them, copied, deleted, and by whom."""

from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask
from hypothesis import given, settings
from hypothesis import strategies as st

from chassis import clock
from chassis.http.errors import Invalid
from chassis.storage import ids
from contracts.roles import AUDITOR, ORGANIZER
from contracts.scopes import Scope
from services.registration.outreach.drafting.composing import compose, from_day, take_apart
from services.registration.outreach.drafting.faults import Published
from services.registration.outreach.drafting.kind import kind_of
from services.registration.outreach.programme.errors import EventBegun, ShiftBegun
from services.registration.outreach.programme.models import OutreachEvent
from services.registration.outreach.programme.revision import revise
from services.registration.outreach.programme.schemas import NewEventSchema
from services.registration.outreach.programme.states import EVENT_LIFE
from tests.services.registration.conftest import Events
from tests.services.registration.factories import (
    NOW,
    Caller,
    event,
    organizer,
    put_event,
    shift,
    sign_up,
    volunteer,
)

DAY = timedelta(days=1)
ROW = {"post": "宣传讲解", "starts_day": "2024-12-01", "starts_time": "8:30", "ends_time": "24:00", "capacity": "6"}


def content(staff: Caller, slug: str) -> dict[str, Any]:
    found: dict[str, Any] = staff.get(f"/events/{slug}/draft").get_json()
    return found


def write(staff: Caller, slug: str, **changed: Any) -> Any:
    found = content(staff, slug)
    return staff.put(f"/events/{slug}/draft", json={"content": found["content"] | changed}, etag=found["etag"])


def publish(staff: Caller, slug: str, agreed: str = "") -> Any:
    path = f"/events/{slug}/publication"
    return staff.post(path, json={"agreed": agreed}, etag=content(staff, slug)["etag"])


@pytest.fixture
def begun(staff: Caller) -> str:
    """The slug of an event of which only the name is known."""
    key = {"Idempotency-Key": str(ids.new_id())}
    made = staff.post("/event-drafts", json={"name": "5G科普"}, headers=key)
    assert (made.status_code, made.get_json()["state"]) == (201, "draft")
    return str(made.get_json()["slug"])


def test_new_event_is_written_looked_over_and_published(staff: Caller, begun: str, events: Events) -> None:
    assert begun == "5gkepu"
    assert staff.get(f"/events/{begun}").status_code == 404
    before = content(staff, begun)
    assert set(before["missing"]) == {"place", "shifts"}
    assert (before["may"], before["about"]["shown"]) == (["write", "delete", "copy"], None)
    assert publish(staff, begun).get_json()["code"] == "incomplete"
    assert write(staff, begun, place="兴隆社区广场", shifts=[ROW, ROW]).status_code == 200
    ready = content(staff, begun)
    assert [row["key"] for row in ready["content"]["shifts"]] == ["xuanchuanjiangjie", "xuanchuanjiangjie-2"]
    assert "publish" in ready["may"]
    assert ready["about"]["shown"]["ends_at"] == "2024-12-01T16:00:00+00:00"
    assert publish(staff, begun).status_code == 200
    shown = staff.get(f"/events/{begun}").get_json()
    assert (shown["version"], shown["travel_minutes"], len(shown["shifts"])) == (1, 60, 2)
    assert "registration.outreach-event.published.v1" in {kind for kind, _facts in events()}
    assert content(staff, begun)["may"] == ["write", "cancel", "copy"]
    assert publish(staff, begun).get_json()["version"] == 1


def test_change_of_an_event_with_people_waits_for_a_word_and_tells_them(app: Flask, staff: Caller) -> None:
    shifts = put_event(staff, "week", shift("guide"), shift("desk"))
    sign_up(volunteer(app), shifts["guide"])
    assert content(staff, "week")["state"] == "published"
    rows = content(staff, "week")["content"]["shifts"]
    write(staff, "week", shifts=[rows[0] | {"starts_time": "05:00"}, rows[1]])
    asked = publish(staff, "week")
    assert (asked.status_code, asked.get_json()["code"]) == (409, "people-affected")
    effects = staff.post("/events/week/publication/effects").get_json()
    assert [one["kind"] for one in effects["items"]] == ["changed"]
    assert staff.get("/events/week").get_json()["version"] == 1
    assert publish(staff, "week", effects["agreed"]).status_code == 200
    assert staff.get("/events/week").get_json()["version"] == 2
    assert content(staff, "week")["state"] == "published"


def test_list_says_what_each_needs_and_shows_only_what_one_oversees(app: Flask, staff: Caller, begun: str) -> None:
    put_event(staff, "week", shift("guide", capacity=2), shift("desk", capacity=3))
    write(staff, "week", place="别处")
    found = {one["slug"]: one for one in staff.get("/event-drafts").get_json()["items"]}
    assert list(found) == ["week", begun]
    told = {slug: (one["state"], one["changed"], one["missing"], one["places_left"]) for slug, one in found.items()}
    assert told == {"week": ("published", True, 0, 5), begun: ("draft", False, 2, 0)}
    theirs = Caller(app, (ORGANIZER,), "一场的负责人", scope=str(Scope.event("week")))
    assert [one["slug"] for one in theirs.get("/event-drafts").get_json()["items"]] == ["week"]
    assert theirs.get(f"/events/{begun}/draft").status_code == 403
    assert write(theirs, "week", place="又一处").status_code == 200
    reader = Caller(app, (AUDITOR,), "监督员")
    assert content(reader, "week")["may"] == []
    assert write(reader, "week", place="不该改").status_code == 403
    assert volunteer(app).get("/event-drafts").status_code == 403


def test_whole_event_put_by_a_program_is_what_the_draft_says_next(app: Flask, staff: Caller) -> None:
    put_event(staff, "week")
    write(organizer(app, "同事"), "week", place="写了一半")
    put_event(staff, "week", place="新的广场")
    after = content(staff, "week")
    assert (after["content"]["place"], after["state"], after["version"]) == ("新的广场", "published", 2)
    assert len(staff.get("/events/week/history").get_json()["items"]) == 3


def test_copy_is_another_event_later_and_drafts_alone_are_deleted(staff: Caller) -> None:
    put_event(staff, "week", shift("guide"), shift("late", NOW + 9 * DAY))
    key = {"Idempotency-Key": str(ids.new_id())}
    facts = {"name": "社区科普第二场", "starts_on": "2025-03-01"}
    made = staff.post("/events/week/copies", json=facts, headers=key).get_json()
    copied = content(staff, made["slug"])["content"]
    assert [row["starts_day"] for row in copied["shifts"]] == ["2025-03-01", "2025-03-03"]
    assert [row["key"] for row in copied["shifts"]] == ["guide", "late"]
    assert (copied["name"], "name_en" in copied) == ("社区科普第二场", False)
    assert staff.delete(f"/events/{made['slug']}/draft").status_code == 204
    assert staff.get(f"/events/{made['slug']}/draft").status_code == 404
    assert staff.delete("/events/week/draft").get_json()["code"] == "event-published"


def test_cancelled_event_is_read_and_copied_and_not_written(staff: Caller) -> None:
    put_event(staff, "week")
    staff.post("/events/week/cancellation", json={"reason": "台风"})
    assert write(staff, "week", place="别处").get_json()["code"] == "event-called-off"
    with clock.frozen(NOW + 30 * DAY):
        assert (content(staff, "week")["may"], content(staff, "week")["missing"]) == (["copy"], {})


def test_shift_without_places_stops_publication_by_its_name(staff: Caller, begun: str) -> None:
    write(staff, begun, place="甲处", travel_minutes="0", shifts=[ROW | {"capacity": "0"}])
    (said,) = content(staff, begun)["missing"]["shifts.0.capacity"]
    assert (said["code"], "“宣传讲解”没有名额" in said["message"]) == ("no-places", True)
    assert publish(staff, begun).status_code == 422


moments = st.integers(-3000, 6000).map(lambda minutes: NOW + timedelta(minutes=minutes))
shifts = st.builds(
    lambda key, start, minutes, capacity: shift(key, start, minutes / 60, capacity=capacity),
    st.sampled_from(("guide", "desk", "tea")),
    moments,
    st.integers(1, 3000),
    st.integers(1, 9),
)
programmes = st.builds(
    lambda rows, place, travel: NewEventSchema().load(event(*rows, place=place, travel_minutes=travel)),
    st.lists(shifts, min_size=1, max_size=3, unique_by=lambda one: one["key"]),
    st.sampled_from(("甲处", "乙处")),
    st.sampled_from((0, 60)),
)


def made(facts: dict[str, Any]) -> OutreachEvent:
    """The event as if it had been published before any of it was past."""
    found = OutreachEvent(slug="e", state=EVENT_LIFE.first, version=1, reason="")
    with clock.frozen(NOW - 30 * DAY):
        revise(found, facts, "zh_CN")
    found.shifts.sort(key=lambda one: one.rank)
    return found


@settings(deadline=None, max_examples=60)
@given(programmes, programmes)
def test_draft_without_faults_is_refused_by_no_rule_and_any_other_is(
    before: dict[str, Any], after: dict[str, Any]
) -> None:
    published = Published(made(before))
    draft = take_apart(made(after))
    assert compose(draft) == after
    wrong = kind_of(published).faults(draft)
    with clock.frozen(NOW):
        try:
            revise(made(before), compose(draft, published.event), "zh_CN")
        except (Invalid, EventBegun, ShiftBegun):
            assert kind_of(published).faults(draft)
        else:
            assert not wrong


@given(programmes, st.dates(date(2024, 1, 1), date(2030, 1, 1)))
@settings(deadline=None, max_examples=40)
def test_copy_keeps_every_time_of_day_and_every_distance(facts: dict[str, Any], first: date) -> None:
    draft = take_apart(made(facts))
    moved = compose(from_day(draft, first))
    by = {new["starts_at"] - old["starts_at"] for new, old in zip(moved["shifts"], facts["shifts"], strict=True)}
    assert len(by) == 1
    assert min(one["starts_at"] for one in moved["shifts"]).astimezone(clock.LOCAL).date() == first
    assert all(
        new["ends_at"] - new["starts_at"] == old["ends_at"] - old["starts_at"]
        for new, old in zip(moved["shifts"], facts["shifts"], strict=True)
    )
