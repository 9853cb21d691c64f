"""Entries over HTTP: drafts, submission, receipt, and every refusal with its sentence."""

from typing import Any

import pytest
from flask import Flask

from tests.services.registration.factories import (
    DEADLINE,
    SUMMARY,
    Caller,
    answers,
    draft,
    edition,
    file_path,
    leader,
    organizer,
    submit,
    submitted_entry,
    upload,
)

LISTED = {
    "id",
    "edition",
    "number",
    "version",
    "state",
    "title",
    "track",
    "group",
    "organisation",
    "leader",
    "lacking",
    "relation",
}
LISTED |= {"revising", "created_at", "updated_at", "submitted_at", "closes_at", "etag", "screening"}
"""What stands in a list."""


def test_draft_may_be_empty_and_says_what_is_missing(team: Caller) -> None:
    created = team.post("/entries", json={})
    entry = created.get_json()
    assert created.status_code == 201
    assert created.headers["ETag"] == entry["etag"]
    assert entry["state"] == "draft"
    assert entry["number"] is None
    assert entry["leader"] == {"id": str(team.id), "name": "示例甲"}
    assert entry["closes_at"] == DEADLINE.isoformat()
    assert entry["missing"] == [
        {"field": "title", "code": "required", "message": "请填写这一项。"},
        {"field": "track", "code": "required", "message": "请选择这一项。"},
        {"field": "group", "code": "required", "message": "请选择这一项。"},
        {"field": "organisation", "code": "required", "message": "请填写这一项。"},
        {"field": "summary", "code": "required", "message": "请填写这一项。"},
        {"field": "document", "code": "required", "message": "请上传文件。"},
    ]


def test_draft_keeps_partial_text_as_typed(team: Caller) -> None:
    entry = team.post("/entries", json={"answers": {"title": "5G", "summary": None}}).get_json()
    saved = team.patch(
        f"/entries/{entry['id']}", json={"answers": {"summary": "𠮷" * 501, "track": ""}}, etag=entry["etag"]
    )
    assert saved.status_code == 200
    assert saved.get_json()["answers"]["summary"] == "𠮷" * 501
    messages = {missing["field"]: missing["message"] for missing in saved.get_json()["missing"]}
    assert messages["title"] == "至少 5 个字，现有 2 个字。"
    assert messages["summary"] == "最多 500 个字，现有 501 个字。"
    assert team.get(f"/entries/{entry['id']}").get_json() == saved.get_json()


@pytest.mark.parametrize(
    ("fields", "field", "code"),
    [
        ({"title": "长" * 1001}, "title", "too-long"),
        ({"summary": "长" * 5001}, "summary", "too-long"),
        ({"title": "a\0b"}, "_schema", "invalid"),
        ({"title": [5]}, "title", "invalid"),
        ({"track": "t9"}, "track", "unknown-track"),
        ({"group": "z"}, "group", "unknown-group"),
        ({"number": "XM5G04-0001"}, "number", "unknown"),
    ],
)
def test_draft_refuses_only_what_cannot_be_kept(team: Caller, fields: dict[str, Any], field: str, code: str) -> None:
    entry = team.post("/entries", json=draft()).get_json()
    for answer in (
        team.post("/entries", json=answers(**fields)),
        team.patch(f"/entries/{entry['id']}", json=answers(**fields), etag=entry["etag"]),
    ):
        assert answer.status_code == 422
        assert [error["code"] for error in answer.get_json()["errors"][field]] == [code]
    assert team.get(f"/entries/{entry['id']}").get_json() == entry


def test_half_a_character_is_no_json(team: Caller) -> None:
    answer = team.post("/entries", data=b'{"title": "a\\ud800b"}', content_type="application/json")
    assert (answer.status_code, answer.get_json()["code"]) == (400, "malformed-json")


def test_save_needs_the_version_that_was_read(team: Caller) -> None:
    entry = team.post("/entries", json=draft()).get_json()
    path = f"/entries/{entry['id']}"
    assert team.patch(path, json={"answers": {"title": "甲"}}).status_code == 428
    assert team.patch(path, json={"answers": {"title": "第一次保存"}}, etag=entry["etag"]).status_code == 200
    late = team.patch(path, json={"answers": {"title": "第二次保存"}}, etag=entry["etag"])
    assert (late.status_code, late.get_json()["code"]) == (412, "stale")
    assert team.get(path).get_json()["title"] == "第一次保存"


def test_create_twice_with_one_key_makes_one_entry(team: Caller) -> None:
    key = {"Idempotency-Key": "first-entry"}
    made = [team.post("/entries", json=draft(), headers=key).get_json() for _ in range(2)]
    assert made[0] == made[1]
    assert len(team.get("/entries").get_json()["items"]) == 1


def test_refusals_speak_english_too(app: Flask) -> None:
    team = leader(app, "Leader", locale="en")
    entry = submitted_entry(team, title="An English title")
    again = submit(team, entry).get_json()
    assert again["title"] == "This entry has been submitted"
    assert again["detail"] == (
        "Entry XM5G04-0001 has been submitted. To change it, choose “Change” on its page and submit it again; until "
        "then what was submitted stands."
    )
    missing = team.post("/entries", json={}).get_json()["missing"]
    assert "Please upload a file." in {one["message"] for one in missing}


def test_another_teams_entry_does_not_exist_for_a_leader(app: Flask, team: Caller) -> None:
    entry = submitted_entry(team, organisation="保密单位甲")
    path, file = f"/entries/{entry['id']}", file_path(team, entry["id"])
    stranger = leader(app, "示例乙")
    answers = [
        stranger.get(path),
        stranger.get(f"{path}/receipt"),
        stranger.get(file),
        stranger.patch(path, json={"answers": {"title": "抢来的项目"}}, etag=entry["etag"]),
        upload(stranger, entry["id"]),
        stranger.delete(file),
        stranger.delete(f"{path}/submission"),
        submit(stranger, entry),
    ]
    assert [answer.status_code for answer in answers] == [404] * 8
    leaks = ("保密单位甲", entry["title"], "示例甲", "XM5G04-0001", entry["files"]["document"][0]["sha256"])
    assert not [text for text in leaks for answer in answers if text in answer.text]
    assert stranger.get("/entries").get_json()["items"] == []
    assert stranger.get("/entries?q=保密").get_json()["items"] == []
    assert team.get(path).get_json() == entry


def test_organizer_sees_all_entries_of_the_editions_in_charge(app: Flask, team: Caller) -> None:
    entry = submitted_entry(team)
    own = team.get(f"/entries/{entry['id']}").get_json()
    office = {"relation": "office", "may": ["withdraw"], "team": own["team"]}
    office["team"] = [one | {"you": False, "may": []} for one in own["team"]]
    assert organizer(app).get(f"/entries/{entry['id']}").get_json() == own | office
    listed = {name: value for name, value in (own | office).items() if name in LISTED}
    assert organizer(app, scope="edition:xm5g-04").get("/entries").get_json()["items"] == [listed]
    elsewhere = organizer(app, scope="edition:xm5g-03")
    assert elsewhere.get("/entries").get_json()["items"] == []
    assert elsewhere.get(f"/entries/{entry['id']}").status_code == 404
    assert organizer(app).patch(f"/entries/{entry['id']}", json={}, etag=entry["etag"]).status_code == 403


def test_list_is_narrowed_and_paged(app: Flask, staff: Caller) -> None:
    teams = [leader(app, f"队长{n}") for n in range(5)]
    drafts = [
        team.post("/entries", json=draft(title=f"５Ｇ示例{n}号", track="t1")).get_json() for n, team in enumerate(teams)
    ]
    done = submitted_entry(teams[0], title="码头远控Alpha项目")
    assert [e["id"] for e in staff.get("/entries?state=submitted").get_json()["items"]] == [done["id"]]
    assert [e["id"] for e in staff.get("/entries?q=ALPHA 码头").get_json()["items"]] == [done["id"]]
    assert [e["id"] for e in staff.get("/entries?q=0001").get_json()["items"]] == [done["id"]]
    assert [e["id"] for e in staff.get("/entries?q=5g示例3").get_json()["items"]] == [drafts[3]["id"]]
    assert staff.get("/entries?q=%25").get_json()["items"] == []
    assert len(teams[0].get("/entries").get_json()["items"]) == 2
    first = staff.get("/entries?track=t1&limit=3").get_json()
    second = staff.get(f"/entries?track=t1&limit=3&after={first['next']}").get_json()
    assert [e["id"] for e in first["items"] + second["items"]] == [e["id"] for e in reversed(drafts)]
    assert second["next"] is None


def test_mine_leaves_out_what_an_organizer_sees_as_such(app: Flask, team: Caller) -> None:
    submitted_entry(team)
    both = Caller(app, ("leader", "organizer"), "两栖")
    own = both.post("/entries", json=draft(title="组织者自己的项目")).get_json()
    assert len(both.get("/entries").get_json()["items"]) == 2
    assert [e["id"] for e in both.get("/entries?mine=true").get_json()["items"]] == [own["id"]]


def test_entry_may_name_its_edition(app: Flask, team: Caller, staff: Caller) -> None:
    staff.put("/editions/xm5g-05", json=edition(entry_prefix="XM5G05"))
    assert team.post("/entries", json=draft(edition="xm5g-05")).get_json()["edition"] == "xm5g-05"
    assert team.post("/entries", json=draft(edition="none")).status_code == 404
    elsewhere = leader(app, scope="edition:xm5g-05")
    assert elsewhere.post("/entries", json=draft(edition="xm5g-04")).status_code == 403
    assert len(SUMMARY) > 100
