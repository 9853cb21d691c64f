"""Entries are brought to a new form a few at a time, beside the request that publishes it."""

import pytest
from flask import Flask

from chassis.storage.engine import Database
from services.registration.config import RegistrationSettings
from services.registration.contest.form_publication import following, job
from tests.chassis.forms.samples import field
from tests.services.registration.conftest import Events
from tests.services.registration.contest.forms.test_versions import FORM, changed, current, review, write_form
from tests.services.registration.factories import Caller, leader, start_entry, submit, submitted_entry


def test_many_entries_are_brought_to_a_version_a_few_at_a_time(
    staff: Caller,
    app: Flask,
    events: Events,
    database: Database,
    settings: RegistrationSettings,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(following, "AT_ONCE", 2)
    teams = [leader(app, f"示例{number}") for number in range(5)]
    drafts = [start_entry(one, title=f"第{number}个草稿项目") for number, one in enumerate(teams)]
    for number in range(3):
        submitted_entry(leader(app, f"另例{number}"), title=f"第{number}个已交项目")
    document = changed(current(staff)["document"], field("text", "slogan", "口号", required=True))
    write_form(staff, document)
    effect = review(staff)["about"]["form_effect"]
    assert [(one["label"], one["drafts"]) for one in effect["touched"]] == [("口号", 5)]
    assert (effect["touched_submitted"], effect["told"]) == (3, 8)
    assert staff.put(FORM, json=document).status_code == 200
    assert review(staff)["about"]["form_effect"]["behind"] == 3
    early = submit(teams[4], drafts[4]).get_json()
    assert early["code"] == "form-renewed"
    assert staff.put(FORM, json=changed(document, without=("slogan",))).get_json()["code"] == "form-followed"
    for left in (1, 0, 0, 0, 0):
        job.follow_forms(database, settings)
        assert review(staff)["about"]["form_effect"]["behind"] == left
    told = [facts for kind, facts in events() if kind == "registration.entry-form.changed.v1"]
    assert len({facts["entry_id"] for facts in told}) == len(told) == 8
    published = [facts["touched"] for kind, facts in events() if kind == "registration.form.published.v1"]
    assert published == [8]
    assert {
        one.get(f"/entries/{own['id']}").get_json()["form_version"] for one, own in zip(teams, drafts, strict=True)
    } == {2}
