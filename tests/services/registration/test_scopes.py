"""Who holds a role in one edition or event sees and changes nothing of another."""

import pytest
from flask import Flask

from contracts.roles import AUDITOR, COORDINATOR, LEADER, ORGANIZER, SCREENER, VOLUNTEER
from tests.services.registration.factories import (
    Caller,
    edition,
    event,
    file_path,
    leader,
    put_event,
    sign_up,
    start_entry,
    submitted_entry,
    volunteer,
)

TITLE, LEAKY = "Leaky title", "Leaky name"
OVERSEERS = (ORGANIZER, AUDITOR, SCREENER)


@pytest.mark.parametrize("role", OVERSEERS)
def test_role_in_one_edition_shows_nothing_of_another(app: Flask, role: str) -> None:
    team = leader(app, LEAKY)
    entry = submitted_entry(team, title=TITLE)
    file = file_path(team, entry["id"]).rpartition("/entries/")[2].partition("/")[2]
    within = Caller(app, (role,), "本届", "edition:xm5g-04")
    assert [item["title"] for item in within.get("/entries").get_json()["items"]] == [TITLE]
    for elsewhere in ("edition:other", "event:xm5g-04", "organisation:xm5g-04", "edition:xm5g-0"):
        outside = Caller(app, (role,), "别处", elsewhere)
        listed = outside.get("/entries")
        assert (listed.status_code, listed.get_json()["items"]) == (200, [])
        for path in ("", f"/{file}", "/receipt"):
            refused = outside.get(f"/entries/{entry['id']}{path}")
            assert refused.status_code == 404
            assert TITLE not in refused.text
            assert LEAKY not in refused.text


def test_screener_reads_what_is_handed_in_and_changes_nothing(app: Flask) -> None:
    team, screener = leader(app), Caller(app, (SCREENER,), "审查员", "edition:xm5g-04")
    draft, entry = start_entry(team, title="草稿中的题目"), submitted_entry(team, title=TITLE)
    assert [item["title"] for item in screener.get("/entries").get_json()["items"]] == [TITLE]
    assert screener.get(f"/entries/{draft['id']}").status_code == 404
    assert screener.get(file_path(team, draft["id"])).status_code == 404
    assert screener.get(f"/entries/{entry['id']}").get_json()["title"] == TITLE
    assert screener.get(file_path(team, entry["id"])).status_code == 200
    assert screener.delete(f"/entries/{entry['id']}/submission").status_code == 403
    assert screener.patch(f"/entries/{entry['id']}", json={"answers": {"title": "改"}}).status_code == 403


def test_own_entries_follow_the_scope_of_the_leaders_role(app: Flask) -> None:
    team = leader(app)
    submitted_entry(team, title=TITLE)
    moved = Caller(app, (LEADER,), team.name, "edition:other", id=team.id)
    assert moved.get("/entries").get_json()["items"] == []
    assert moved.get("/entries?mine=true").get_json()["items"] == []


def test_organizer_of_one_edition_cannot_change_another(app: Flask) -> None:
    outside = Caller(app, (ORGANIZER,), "别处", "edition:other")
    assert outside.put("/editions/xm5g-04", json=edition(name="改名")).status_code == 403
    assert outside.put("/editions/other", json=edition(entry_prefix="OTHER")).status_code == 200
    assert app.test_client().get("/editions/xm5g-04").get_json()["name"] == edition()["name"]


@pytest.mark.parametrize("role", [COORDINATOR, ORGANIZER, AUDITOR])
def test_signups_are_shown_to_those_who_see_to_the_event(app: Flask, staff: Caller, role: str) -> None:
    shifts = {slug: put_event(staff, slug)["guide"] for slug in ("week", "forum")}
    for slug, name in (("week", "周甲"), ("forum", LEAKY)):
        sign_up(volunteer(app, name), shifts[slug])
    person = Caller(app, (role,), "联系人", "event:week")
    roster = person.get("/events/week/roster")
    assert roster.status_code == 200
    assert "周甲" in str(roster.get_json())
    assert LEAKY not in str(roster.get_json())
    assert len(person.get(f"/shifts/{shifts['week']}/signups").get_json()["items"]) == 1
    for path in ("/events/forum/roster", f"/shifts/{shifts['forum']}/signups"):
        refused = person.get(path)
        assert refused.status_code == 403
        assert LEAKY not in refused.text
    assert person.get("/events/none/roster").status_code == 403
    assert staff.get("/events/none/roster").status_code == 404


def test_coordinator_cancels_at_their_event_alone_and_publishes_nothing(app: Flask, staff: Caller) -> None:
    person = Caller(app, (COORDINATOR,), "联系人", "event:week")
    placed = {
        slug: sign_up(volunteer(app), put_event(staff, slug)["guide"]).get_json()["id"] for slug in ("week", "forum")
    }
    assert person.delete(f"/signups/{placed['forum']}").status_code == 404
    assert person.delete(f"/signups/{placed['week']}").get_json()["state"] == "cancelled"
    assert person.put("/events/week", json=event(name="改名")).status_code == 403


def test_auditor_changes_nothing(app: Flask, staff: Caller) -> None:
    auditor = Caller(app, (AUDITOR,), "监督员")
    placed = sign_up(volunteer(app), put_event(staff, "week")["guide"]).get_json()["id"]
    assert auditor.put("/editions/xm5g-04", json=edition()).status_code == 403
    assert auditor.put("/events/week", json=event()).status_code == 403
    assert auditor.delete(f"/signups/{placed}").status_code == 403
    both = Caller(app, (AUDITOR, VOLUNTEER), "监督员")
    assert both.delete(f"/signups/{placed}").status_code == 404
