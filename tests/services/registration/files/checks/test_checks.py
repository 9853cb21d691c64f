"""Every upload is opened: fit for its readers, refused with words that help, or waiting for the scanner."""

from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st
from sqlalchemy import select

from chassis import clock
from chassis.files.opened import Opened
from chassis.forms.files import CHECKING
from chassis.storage.engine import Database
from services.registration.app import OF_ENTRIES
from services.registration.config import RegistrationSettings
from services.registration.contest.entries.papers import follow_check
from services.registration.files.checks import actions, checking
from services.registration.files.checks.actions import Outcome
from services.registration.files.checks.models import FileCheck
from services.registration.files.checks.states import FILE_CHECK
from tests.sample_files import pdf, tiny_pdf
from tests.scanner import FOUND, Clamd
from tests.services.registration import factories
from tests.services.registration.conftest import Events
from tests.services.registration.factories import NOW, Caller, draft, file_path, start_entry, submit, upload

GOOD, CUT = pdf(3, Author="张三"), pdf(3)[:400]
INFECTED = tiny_pdf(FOUND)


@pytest.fixture
def check(database: Database, settings: RegistrationSettings) -> Any:
    """The job that checks what waits."""
    return partial(checking.check_files, database, settings, settled=follow_check)


def in_slot(team: Caller, entry: str) -> dict[str, Any]:
    (file,) = team.get(f"/entries/{entry}").get_json()["files"]["document"]
    return dict(file)


def lacks(team: Caller, entry: str) -> list[str]:
    return [one["code"] for one in team.get(f"/entries/{entry}").get_json()["missing"]]


def test_an_upload_is_opened_and_shows_its_first_page(team: Caller, app: Flask, check: Any) -> None:
    entry = team.post("/entries", json=draft()).get_json()["id"]
    answer = upload(team, entry, GOOD).get_json()
    assert (in_slot(team, entry)["state"], lacks(team, entry)) == ("checking", ["file-checking"])
    check()
    found = in_slot(team, entry)
    assert (found["state"], found["pages"], found["pictured"], lacks(team, entry)) == ("ready", 3, True, [])
    page = team.get(f"{file_path(team, entry)}/picture")
    assert (page.status_code, page.mimetype, page.data[8:12]) == (200, "image/webp", b"WEBP")
    assert factories.leader(app).get(f"{file_path(team, entry)}/picture").status_code == 404
    drawn = team.get(f"{file_path(team, entry)}/pages/3")
    assert (drawn.status_code, drawn.mimetype, drawn.data[8:12]) == (200, "image/webp", b"WEBP")
    known = {"If-None-Match": drawn.headers["ETag"]}
    assert team.get(f"{file_path(team, entry)}/pages/3", headers=known).status_code == 304
    assert [team.get(f"{file_path(team, entry)}/pages/{at}").status_code for at in (0, 4, 10**20)] == [404] * 3
    assert factories.leader(app).get(f"{file_path(team, entry)}/pages/1").status_code == 404
    assert team.get(f"/entries/{entry}").get_json()["etag"] == answer["etag"], "nobody's draft goes stale by a check"
    (line,) = team.get("/entries").get_json()["items"]
    assert line["lacking"] == 0


def test_a_file_that_cannot_be_read_stops_the_submission_until_another_is_there(team: Caller) -> None:
    entry = team.post("/entries", json=draft()).get_json()["id"]
    refused = submit(team, upload(team, entry, CUT).get_json())
    assert (refused.status_code, [one["code"] for one in refused.get_json()["errors"]["document"]]) == (
        422,
        ["cut-off"],
    )
    assert "重新导出" in refused.get_json()["errors"]["document"][0]["message"]
    assert in_slot(team, entry)["finding"] == "cut-off"
    # Nobody waits for the worker: what comes with the submission is opened by it.
    assert submit(team, upload(team, entry, GOOD).get_json()).status_code == 200


def test_the_scanner_stops_what_it_finds_and_office_and_team_are_told(
    team: Caller, database: Database, settings: RegistrationSettings, events: Events
) -> None:
    entry = team.post("/entries", json=draft()).get_json()["id"]
    upload(team, entry, INFECTED)
    with Clamd() as clamd:
        checking.check_files(database, replace(settings, clamd=clamd.address), settled=follow_check)
    assert clamd.seen == [INFECTED]
    assert (in_slot(team, entry)["finding"], lacks(team, entry)) == ("infected", ["infected"])
    assert team.get(file_path(team, entry)).get_json()["code"] == "file-harmful"
    told = [facts for kind, facts in events() if kind == "registration.entry-file.infected.v1"]
    assert [(one["entry_id"], one["label"]) for one in told] == [(entry, "申报书")]


@pytest.mark.parametrize("first", [True, False], ids=["checked first", "checked last"])
@pytest.mark.parametrize("removed", [False, True], ids=["replaced", "removed"])
def test_a_harmful_file_is_told_of_also_when_another_has_taken_its_place(
    team: Caller, database: Database, settings: RegistrationSettings, events: Events, first: bool, removed: bool
) -> None:
    entry = team.post("/entries", json=draft()).get_json()["id"]
    upload(team, entry, INFECTED)
    if removed:
        team.delete(file_path(team, entry))
    with clock.frozen(NOW + timedelta(seconds=1 if first else -1)):
        upload(team, entry, GOOD)
    with Clamd() as clamd, clock.frozen(NOW + timedelta(seconds=2)):
        checking.check_files(database, replace(settings, clamd=clamd.address), settled=follow_check)
    assert (in_slot(team, entry)["state"], lacks(team, entry)) == ("ready", [])
    told = [facts for kind, facts in events() if kind == "registration.entry-file.infected.v1"]
    assert [(one["entry_id"], one["label"]) for one in told] == [(entry, "申报书")]


def test_a_scanner_that_is_away_is_asked_again(
    team: Caller, database: Database, settings: RegistrationSettings, tmp_path: Path, check: Any
) -> None:
    entry = start_entry(team)["id"]
    away = replace(settings, clamd=f"unix:{tmp_path}/clamd")
    checking.check_files(database, away, settled=follow_check)
    (lack,) = team.get(f"/entries/{entry}").get_json()["missing"]
    assert (lack["code"], "自动重试" in lack["message"]) == ("file-checking", True)
    with Clamd(tmp_path / "clamd") as clamd:
        checking.check_files(database, away, settled=follow_check)
        assert clamd.seen == [], "not before its time"
        with clock.frozen(NOW + actions.AGAIN):
            checking.check_files(database, away, settled=follow_check)
    assert (len(clamd.seen), in_slot(team, entry)["state"], lacks(team, entry)) == (1, "ready", [])


def test_what_goes_wrong_on_our_side_is_no_fault_of_the_file(
    team: Caller, check: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: Any, **__: Any) -> Opened:
        raise OSError("no space left")

    entry = start_entry(team)["id"]
    with monkeypatch.context() as patch:
        patch.setattr(checking, "open_file", broken)
        check()
    assert (in_slot(team, entry)["state"], in_slot(team, entry)["finding"]) == ("checking", "")
    with clock.frozen(NOW + actions.AGAIN):
        check()
    assert in_slot(team, entry)["state"] == "ready"


def test_what_is_known_goes_with_the_last_file_that_has_the_content(
    team: Caller, database: Database, settings: RegistrationSettings, check: Any
) -> None:
    entry = team.post("/entries", json=draft()).get_json()["id"]
    upload(team, entry, GOOD)
    check()
    for later, kept in ((timedelta(days=2), 1), (timedelta(days=3), 0)):
        if not kept:
            team.delete(f"/entries/{entry}", etag=team.get(f"/entries/{entry}").get_json()["etag"])
        with clock.frozen(NOW + later):
            checking.forget_checks(database, settings, referring=OF_ENTRIES)
        with database.read() as session:
            assert len(session.scalars(select(FileCheck)).all()) == kept


outcomes = st.sampled_from(
    [Outcome(), Outcome(scanner_away=True), Outcome(finding="encrypted"), Outcome(opened=Opened(pages=2))]
)


@examples(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(outcomes, max_size=6))
def test_a_check_goes_by_its_table_of_states(database: Database, walked: list[Outcome]) -> None:
    with database.session(write=True) as session:
        state = actions.ask_check(session, "0" * 64, "pdf").state
        assert state == CHECKING
        for outcome in walked:
            known = FILE_CHECK.allows(state, outcome.action)
            assert actions.settle(session, "0" * 64, "pdf", outcome) == known
            state = FILE_CHECK.step(state, outcome.action).after if known else state
            found = actions.ask_check(session, "0" * 64, "pdf")
            assert (found.state, bool(found.finding)) == (state, state == "refused")
        session.rollback()
