"""An edition is told whole at each change; moving and closing a stage are changes like any other."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from chassis import clock
from chassis.storage.engine import Database
from chassis.storage.tables import audit as audit_table
from tests.services.registration.conftest import Events
from tests.services.registration.factories import (
    DEADLINE,
    Caller,
    edition,
    leader,
    organizer,
    start_entry,
    submit,
    submitted_entry,
)

WINDOW, CLOSURE = "/editions/xm5g-04/stages/{}/window", "/editions/xm5g-04/stages/{}/closure"
LATER = DEADLINE + timedelta(days=3)


def told(events: Events) -> list[dict[str, Any]]:
    return [facts for kind, facts in events() if kind == "registration.edition.published.v1"]


def etag(staff: Caller) -> str:
    return staff.get("/editions/xm5g-04").headers["ETag"]


def move(staff: Caller, key: str, opens: datetime, closes: datetime, tag: str = "") -> Any:
    body = {"opens_at": opens.isoformat(), "closes_at": closes.isoformat()}
    return staff.put(WINDOW.format(key), json=body, etag=tag or etag(staff))


def test_every_change_is_told_whole_with_the_next_version(staff: Caller, events: Events) -> None:
    assert staff.put("/editions/xm5g-04", json=edition()).get_json()["version"] == 1
    assert staff.put("/editions/xm5g-04", json=edition(name="第四届大赛")).get_json()["version"] == 2
    first, second = told(events)
    assert (first["edition"], first["version"], second["version"]) == ("xm5g-04", 1, 2)
    assert second["name"] == "第四届大赛"
    assert [(stage["key"], stage["kind"]) for stage in second["stages"]] == [
        ("entry", "entry"),
        ("preliminary", "judging"),
    ]
    assert datetime.fromisoformat(second["stages"][0]["closes_at"]) == DEADLINE
    assert [track["key"] for track in second["tracks"]] == ["t1", "t2"]
    host = {"rank": "hosting", "name": "厦门市信息协会", "name_en": "", "logo": None, "link": ""}
    assert second["organisers"] == [host]


def test_moved_deadline_holds_for_entries_and_is_told_and_recorded(
    staff: Caller, team: Caller, events: Events, database: Database
) -> None:
    entry = start_entry(team)
    opens = datetime.fromisoformat(staff.get("/editions/xm5g-04").get_json()["opens_at"])
    moved = move(staff, "entry", opens, LATER)
    assert (moved.status_code, moved.get_json()["closes_at"]) == (200, LATER.isoformat())
    with clock.frozen(LATER - timedelta(seconds=1)):
        assert submit(team, entry).status_code == 200
    assert datetime.fromisoformat(told(events)[-1]["stages"][0]["closes_at"]) == LATER
    with database.read() as session:
        query = select(audit_table.c.detail).where(audit_table.c.action == "stage.moved")
        facts = session.scalar(query)
    assert LATER.isoformat() in str(facts)
    assert DEADLINE.isoformat() in str(facts)


def test_closing_early_ends_entering_at_once(staff: Caller, team: Caller, events: Events) -> None:
    entry = start_entry(team)
    closed = staff.post(CLOSURE.format("entry"), etag=etag(staff))
    assert closed.get_json()["closes_at"] == clock.now().isoformat()
    assert submit(team, entry).get_json()["code"] == "deadline-passed"
    assert told(events)[-1]["version"] == 2
    again = staff.post(CLOSURE.format("entry"), etag=etag(staff))
    assert (again.status_code, again.get_json()["code"]) == (409, "stage-not-open")


def test_teams_are_told_once_each_of_every_date_that_moved(
    app: Flask, staff: Caller, team: Caller, events: Events
) -> None:
    start_entry(team)
    start_entry(team)
    submitted_entry(other := leader(app, "示例乙"), title="另一个团队的项目")
    before = len(events())
    move(staff, "entry", DEADLINE - timedelta(days=30), LATER)
    staff.post(CLOSURE.format("entry"), etag=etag(staff))
    staff.put("/editions/xm5g-04", json=edition(name="第四届大赛"))
    moved = [facts for kind, facts in events()[before:] if kind == "registration.team-dates.moved.v1"]
    assert sorted(one["leader_id"] for one in moved) == sorted([str(team.id), str(other.id)] * 3)
    assert [[stage["key"] for stage in one["moves"]] for one in moved] == [["entry"]] * 6
    first, closed, put = moved[::2]
    assert datetime.fromisoformat(first["moves"][0]["old_closes_at"]) == DEADLINE
    assert datetime.fromisoformat(closed["moves"][0]["closes_at"]) == clock.now()
    assert datetime.fromisoformat(put["moves"][0]["closes_at"]) == DEADLINE
    office = [facts["teams"] for kind, facts in events()[before:] if kind == "registration.dates.moved.v1"]
    assert office == [2, 2, 2]


def test_nobody_is_told_where_no_date_moved(staff: Caller, team: Caller, events: Events) -> None:
    start_entry(team)
    staff.put("/editions/xm5g-04", json=edition(name="第四届大赛"))
    assert not [kind for kind, _facts in events() if "dates.moved" in kind]


def test_same_window_changes_nothing(staff: Caller, events: Events) -> None:
    shown = staff.get("/editions/xm5g-04").get_json()
    opens, closes = map(datetime.fromisoformat, (shown["opens_at"], shown["closes_at"]))
    assert move(staff, "entry", opens, closes).get_json() == shown
    assert len(told(events)) == 1


def test_whoever_changes_dates_says_which_version_was_read(staff: Caller) -> None:
    stale = etag(staff)
    assert staff.put("/editions/xm5g-04", json=edition(name="第四届大赛")).status_code == 200
    assert move(staff, "entry", DEADLINE, LATER, stale).status_code == 412
    assert staff.post(CLOSURE.format("entry")).status_code == 428


@pytest.mark.parametrize("key", ["none", "x%00", "%E5%B1%8A"])
def test_unknown_stage_is_not_found(staff: Caller, key: str) -> None:
    assert move(staff, key, DEADLINE, LATER).status_code == 404
    assert staff.post(CLOSURE.format(key), etag=etag(staff)).status_code == 404


def test_only_an_organizer_of_the_edition_changes_its_dates(app: Flask, staff: Caller, team: Caller) -> None:
    elsewhere = organizer(app, scope="edition:xm5g-03")
    assert move(elsewhere, "entry", DEADLINE, LATER, etag(staff)).status_code == 403
    assert team.post(CLOSURE.format("entry"), etag=etag(staff)).status_code == 403


def judged(kind: str = "judging", opens: str = "2024-12-01T00:00:00+08:00", **changed: Any) -> dict[str, Any]:
    first, second = edition()["stages"]
    return edition(stages=[first, {**second, "kind": kind, "opens_at": opens}], **changed)


def test_judging_opens_after_the_deadline_unless_the_edition_says_otherwise(staff: Caller) -> None:
    refused = staff.put("/editions/xm5g-04", json=judged())
    assert (refused.status_code, refused.get_json()["code"]) == (422, "judging-too-early")
    assert "“初赛网评”" in refused.get_json()["detail"]
    assert staff.put("/editions/xm5g-04", json=judged("other")).status_code == 200
    assert staff.put("/editions/xm5g-04", json=judged(judging_overlaps=True)).status_code == 200


def test_deadline_does_not_move_past_the_opening_of_judging(staff: Caller) -> None:
    late = datetime.fromisoformat("2024-12-20T00:00:00+08:00")
    refused = move(staff, "entry", DEADLINE, late)
    assert (refused.status_code, refused.get_json()["code"]) == (422, "judging-too-early")


def test_only_the_stage_named_entry_is_for_entering(staff: Caller) -> None:
    answer = staff.put("/editions/xm5g-04", json=judged("entry"))
    assert answer.get_json()["errors"]["stages.1.kind"][0]["code"] == "entry-stage-only"
    stages = [{**edition()["stages"][0], "kind": "other"}]
    answer = staff.put("/editions/xm5g-04", json=edition(stages=stages))
    assert answer.get_json()["errors"]["stages.0.kind"][0]["code"] == "entry-stage-only"
