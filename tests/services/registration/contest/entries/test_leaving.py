"""Taking an entry back once it is judged, throwing a draft away, and what files are called."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from chassis.storage.engine import Database
from chassis.storage.tables import audit
from tests.services.registration.factories import (
    NOW,
    Caller,
    checked,
    edition,
    leader,
    start_entry,
    submitted_entry,
    upload,
)


def test_once_judging_began_an_organizer_alone_withdraws(app: Flask, team: Caller, staff: Caller) -> None:
    entry = submitted_entry(team)
    now = edition()
    now["stages"][1] |= {"opens_at": (NOW - timedelta(days=1)).isoformat()}
    assert staff.put("/editions/xm5g-04", json=now | {"judging_overlaps": True}).status_code == 200
    path = f"/entries/{entry['id']}/submission"
    refused = team.delete(path)
    assert (refused.status_code, refused.get_json()["code"]) == (409, "judging-began")
    assert leader(app, "示例乙").delete(path).status_code == 404
    assert staff.delete(path).get_json()["state"] == "withdrawn"


def test_draft_is_deleted_with_its_files_and_nothing_else_is(app: Flask, team: Caller, database: Database) -> None:
    entry, other = start_entry(team), submitted_entry(team, title="另一个5G项目")
    assert leader(app, "示例乙").delete(f"/entries/{entry['id']}").status_code == 404
    assert team.delete(f"/entries/{entry['id']}").status_code == 204
    assert team.get(f"/entries/{entry['id']}").get_json()["code"] == "entry-deleted"
    refused = team.delete(f"/entries/{other['id']}")
    assert (refused.status_code, refused.get_json()["code"]) == (409, "not-a-draft")
    with database.read() as session:
        assert "entry.delete" in session.scalars(select(audit.c.action)).all()


@pytest.mark.parametrize(
    ("name", "shown"),
    [("run.hta", "run.hta.pdf"), ("x.PDF", "x.PDF"), ("..", "附件.pdf"), ("a.pdf.html", "a.pdf.html.pdf")],
)
def test_file_ends_as_what_it_is(team: Caller, name: str, shown: str) -> None:
    entry = start_entry(team)
    upload(team, entry["id"], name=name)
    assert shown in str(checked(team, entry["id"])["files"])
