"""Changing what was handed in: the last version stands until the next one is, and each of them stays readable."""

from datetime import timedelta

from flask import Flask

from chassis import clock
from tests.services.registration.conftest import Events
from tests.services.registration.factories import (
    DEADLINE,
    PDF,
    Caller,
    answers,
    checked,
    file_path,
    leader,
    organizer,
    submit,
    submitted_entry,
    upload,
)

OTHER = PDF + b"% changed"


def test_version_stands_until_the_next_is_handed_in(app: Flask, team: Caller, events: Events) -> None:
    entry = submitted_entry(team, title="最初的题目很好")
    path, office = f"/entries/{entry['id']}", organizer(app)
    assert team.patch(path, json=answers(), etag=entry["etag"]).status_code == 409
    assert team.get(path).get_json()["may"][:1] == ["revise"]

    team.put(f"{path}/revision")
    assert upload(team, entry["id"], OTHER).status_code == 200
    draft = checked(team, entry["id"])
    saved = team.patch(path, json=answers(title="改过的题目更好"), etag=draft["etag"]).get_json()
    assert (saved["state"], saved["revising"], saved["title"]) == ("submitted", True, "最初的题目很好")
    assert saved["answers"]["title"] == "改过的题目更好"
    seen = office.get(path).get_json()
    assert (seen["answers"]["title"], seen["missing"]) == ("最初的题目很好", [])
    assert seen["files"]["document"][0]["sha256"] == entry["files"]["document"][0]["sha256"]
    assert office.get(file_path(team, entry["id"])).status_code == 404

    assert submit(team, saved).get_json()["version"] == 2
    found = [team.get(f"{path}/versions/{number}").get_json() for number in (1, 2)]
    assert [one["answers"]["title"] for one in found] == ["最初的题目很好", "改过的题目更好"]
    files = [one["stored"]["document"][0]["id"] for one in found]
    assert [team.get(f"{path}/files/{file}").data for file in files] == [PDF, OTHER]
    assert [one["version"] for one in team.get(f"{path}/versions").get_json()["items"]] == [2, 1]
    assert leader(app, "示例戊").get(f"{path}/versions/1").status_code == 404
    told = [facts["version"] for kind, facts in events() if kind == "registration.entry.submitted.v1"]
    assert told == [1, 2]


def test_discarding_brings_back_what_was_handed_in(team: Caller) -> None:
    entry = submitted_entry(team)
    path = f"/entries/{entry['id']}"
    before = team.get(path).get_json()
    team.put(f"{path}/revision")
    upload(team, entry["id"], OTHER)
    draft = team.get(path).get_json()
    team.patch(path, json=answers(title="临时想到的题目"), etag=draft["etag"])
    after = team.delete(f"{path}/revision").get_json()
    assert [after[name] for name in ("answers", "files", "title", "revising")] == [
        *(before[name] for name in ("answers", "files", "title")),
        False,
    ]
    assert team.delete(f"{path}/revision").status_code == 409


def test_unfinished_version_counts_for_nothing_after_the_deadline(team: Caller) -> None:
    entry = submitted_entry(team)
    path = f"/entries/{entry['id']}"
    draft = team.put(f"{path}/revision").get_json()
    with clock.frozen(DEADLINE + timedelta(seconds=1)):
        assert submit(team, draft).status_code == 409
        assert team.get(path).get_json()["may"] == ["change", "ask"]
        assert team.get(f"{path}/receipt").get_json()["version"] == 1


def test_withdrawal_is_undone_with_what_was_handed_in_and_keeps_what_was_written_since(
    app: Flask, team: Caller, events: Events
) -> None:
    entry = submitted_entry(team, title="最初的题目很好")
    path, again = f"/entries/{entry['id']}", f"/entries/{entry['id']}/submission/restoration"
    assert team.post(again).get_json()["code"] == "already-submitted"
    team.delete(f"{path}/submission")
    assert "restore" in team.get(path).get_json()["may"]
    receipt = team.post(again).get_json()
    assert [receipt[name] for name in ("number", "version", "title")] == [entry["number"], 2, "最初的题目很好"]
    now = team.get(path).get_json()
    assert [now[name] for name in ("state", "revising", "answers", "files")] == [
        *("submitted", False, entry["answers"], entry["files"])
    ]

    withdrawn = team.delete(f"{path}/submission").get_json()
    team.patch(path, json=answers(title="撤回之后改的题目"), etag=withdrawn["etag"])
    upload(team, entry["id"], OTHER)
    assert team.post(again).get_json()["title"] == "最初的题目很好"
    now = team.get(path).get_json()
    assert [now["revising"], now["title"], now["answers"]["title"]] == [True, "最初的题目很好", "撤回之后改的题目"]
    stands = organizer(app).get(path).get_json()
    assert stands["files"]["document"][0]["sha256"] == entry["files"]["document"][0]["sha256"]
    told = [facts["version"] for kind, facts in events() if kind == "registration.entry.submitted.v1"]
    assert told == [1, 2, 3]
    with clock.frozen(DEADLINE):
        assert team.post(again).get_json()["code"] == "deadline-passed"


def test_withdrawal_is_not_undone_where_title_or_team_stop_it(app: Flask, team: Caller) -> None:
    entry, other = submitted_entry(team, title="抢手的题目很好"), leader(app, "示例戊")
    path, again = f"/entries/{entry['id']}", f"/entries/{entry['id']}/submission/restoration"
    team.delete(f"{path}/submission")
    team.post(f"{path}/team", json={"role": "member", "name": "受邀人"})
    submitted_entry(other, title="抢手的题目很好")
    refused = team.post(again)
    assert (refused.status_code, sorted(messages[0]["code"] for messages in refused.get_json()["errors"].values())) == (
        *(422, ["title-taken", "unconfirmed"]),
    )
    assert team.get(path).get_json()["state"] == "withdrawn"
    assert other.post(again).status_code == 404
