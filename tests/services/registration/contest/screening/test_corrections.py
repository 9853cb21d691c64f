"""Corrections that a screener asks for: what they open, what answers them, and what is seen of a later version."""

from datetime import timedelta

from flask import Flask

from chassis import clock
from chassis.storage.engine import Database
from services.registration.config import RegistrationSettings
from services.registration.contest.forms.sets import document_of, form_set
from services.registration.contest.screening_desk.overdue import end_overdue
from tests.services.registration import factories, screenings
from tests.services.registration.conftest import Events
from tests.services.registration.factories import NOW, Caller
from tests.services.registration.screenings import POINTS, ask, fail, taken


def test_correction_opens_the_named_fields_alone_and_a_second_round_passes(
    screener: Caller, team: Caller, events: Events
) -> None:
    entry = factories.submitted_entry(team)
    at = taken(screener, entry)
    assert ask(screener, "POST", f"{at}/outcome", 409, outcome="pass")["code"] == "points-open"
    fail(screener, at)
    assert ask(screener, "POST", f"{at}/outcome", 409, outcome="correct")["code"] == "no-fields"
    ask(screener, "POST", f"{at}/outcome", outcome="correct", fields=["summary"])
    with clock.frozen(NOW + timedelta(days=2, hours=1)):
        told = team.get(f"{at}/told").get_json()
        assert (told["state"], told["may"]) == ("correction", ["correct"])
        assert [one["key"] for one in told["fields"]] == ["summary"]
        path = f"/entries/{entry['id']}"
        shown = team.get(path).get_json()
        assert (shown["changed"], shown["correction"]["fields_open"]) == (False, ["summary"])
        etag = shown["etag"]
        refused = team.patch(path, json=factories.answers(title="换一个完全不同的名称"), etag=etag)
        assert refused.status_code == 422
        assert refused.get_json()["errors"]["title"][0]["code"] == "not-open"
        assert factories.upload(team, entry["id"]).status_code == 422
        same = {"etag": etag, "id": entry["id"]}
        assert factories.submit(team, same).get_json()["code"] == "not-corrected"
        saved = team.patch(path, json=factories.answers(summary="补正后的简介。" * 30), etag=etag)
        assert saved.status_code == 200, saved.text
        assert factories.submit(team, saved.get_json()).get_json()["version"] == 2
        sheet = ask(screener, "GET", at)
        assert (sheet["state"], sheet["before"]["version"], sheet["version"]) == ("answered", 1, 2)
        assert sheet["before"]["answers"]["summary"] == entry["answers"]["summary"]
        assert sheet["points"][0]["failed_before"] == "摘要与申报书不一致"
        taken(screener, entry)
        ask(screener, "PUT", f"{at}/points", points=[{"key": "complete", "verdict": "pass"}])
        assert ask(screener, "GET", at)["may"] == ["decide", "give back", "hand over"]
        ask(screener, "POST", f"{at}/outcome", outcome="pass")
    outcomes = [body["outcome"] for kind, body in events() if kind == "registration.entry.screened.v1"]
    assert outcomes == ["passed"]


def test_correction_that_changes_nothing_needs_a_word_which_the_screener_reads(
    screener: Caller, team: Caller, app: Flask
) -> None:
    entry = factories.submitted_entry(team)
    at = taken(screener, entry)
    fail(screener, at)
    foreseen = ask(screener, "GET", at)["correction_due_at"]
    asked = ask(screener, "POST", f"{at}/outcome", outcome="correct", fields=["document"])
    assert (asked["due_at"], asked["correction_due_at"]) == (foreseen, None)
    entry = team.get(f"/entries/{entry['id']}").get_json()
    assert factories.submit(team, entry).get_json()["code"] == "not-corrected"
    again = factories.upload(team, entry["id"]).get_json()
    assert factories.submit(team, again).get_json()["code"] == "not-corrected", "the same file once more"
    body = {"explanation": "申报书第二页已有签字，无需修改。"}
    answer = team.post(f"/entries/{entry['id']}/submission", json=body, etag=again["etag"])
    assert answer.status_code == 200, answer.text
    sheet = ask(screener, "GET", at)
    assert (sheet["state"], sheet["explanation"]) == ("answered", body["explanation"])
    assert [(one["action"], one["version"], one["text"]) for one in sheet["records"]][-1] == (
        "correct",
        2,
        body["explanation"],
    )


def test_version_after_a_refusal_is_on_record_and_compared_with_what_was_refused(
    screener: Caller, team: Caller, staff: Caller
) -> None:
    entry = factories.submitted_entry(team)
    at, path = taken(screener, entry), f"/entries/{entry['id']}"
    fail(screener, at)
    ask(screener, "POST", f"{at}/outcome", outcome="refuse")
    ask(staff, "POST", f"{at}/confirmation", agree=True)
    etag = team.put(f"{path}/revision").get_json()["etag"]
    changed = team.patch(path, json=factories.answers(summary="重写的简介。" * 30), etag=etag).get_json()
    assert factories.submit(team, changed).status_code == 200
    sheet = ask(screener, "GET", at)
    assert (sheet["state"], sheet["before"]["version"], sheet["points"][0]["verdict"]) == ("waiting", 1, "")
    assert sheet["points"][0]["failed_before"] == "摘要与申报书不一致"
    assert [(one["action"], one["version"]) for one in sheet["records"]][-2:] == [("confirm", 1), ("hand in", 2)]
    assert team.delete(f"{path}/submission").status_code == 200
    assert team.post(f"{path}/submission/restoration").status_code == 200
    actions = [one["action"] for one in ask(screener, "GET", at)["records"]]
    assert actions[-2:] == ["withdraw", "hand in"]


def test_correction_opens_only_what_the_entry_is_asked(screener: Caller, team: Caller, staff: Caller) -> None:
    form = document_of(form_set("standard"))
    other = {"kind": "area", "key": "proof", "label": {"zh": "落地证明", "en": "Proof"}, "most": 100}
    condition = {"is": "equals", "field": "group", "value": "c"}
    form["sections"][0]["fields"] = [*form["sections"][0]["fields"], other | {"shown_when": condition}]
    assert staff.put("/editions/xm5g-04/form", json=form).status_code == 200
    at = taken(screener, factories.submitted_entry(team))
    fail(screener, at)
    assert ask(screener, "POST", f"{at}/outcome", 409, outcome="correct", fields=["proof"])["code"] == "no-fields"
    asked = ask(screener, "POST", f"{at}/outcome", outcome="correct", fields=["proof", "summary"])
    assert asked["fields"] == ["summary"]


def test_correction_that_does_not_come_lapses_and_the_entry_is_as_it_was(
    screener: Caller, team: Caller, database: Database, settings: RegistrationSettings
) -> None:
    entry = factories.submitted_entry(team)
    at = taken(screener, entry)
    fail(screener, at)
    ask(screener, "POST", f"{at}/outcome", outcome="correct", fields=["summary", "document"])
    etag = team.get(f"/entries/{entry['id']}").get_json()["etag"]
    team.patch(f"/entries/{entry['id']}", json=factories.answers(summary="改了一半"), etag=etag)
    assert factories.upload(team, entry["id"], body=factories.PDF + b"%").status_code == 200
    with clock.frozen(NOW + timedelta(days=9)):
        end_overdue(database, settings)
        assert team.get(f"{at}/told").get_json()["state"] == "lapsed"
        now = team.get(f"/entries/{entry['id']}").get_json()
    assert now["answers"]["summary"] == entry["answers"]["summary"]
    assert [one["id"] for one in now["files"]["document"]] == [one["id"] for one in entry["files"]["document"]]


def test_corrections_are_as_many_as_the_edition_says(screener: Caller, team: Caller, staff: Caller) -> None:
    body = screenings.edition(screening=POINTS, screening_rules={"corrections_most": 0})
    assert staff.put("/editions/xm5g-04", json=body).status_code == 200
    at = taken(screener, factories.submitted_entry(team))
    fail(screener, at)
    assert "correct" not in ask(screener, "GET", at)["may"]
    refused = ask(screener, "POST", f"{at}/outcome", 409, outcome="correct", fields=["summary"])
    assert refused["code"] == "corrected-before"
