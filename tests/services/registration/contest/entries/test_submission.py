"""Handing an entry in over HTTP: receipt, numbers, titles, the deadline, withdrawal."""

import hashlib
import json
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from chassis import clock
from chassis.storage.engine import Database
from chassis.storage.tables import audit
from tests.services.registration.conftest import Events
from tests.services.registration.factories import (
    DEADLINE,
    NOW,
    PDF,
    Caller,
    draft,
    edition,
    file_path,
    leader,
    start_entry,
    submit,
    submitted_entry,
    upload,
)

CONTENT = {"slot": "document", "size": len(PDF), "sha256": hashlib.sha256(PDF).hexdigest()}
SHOWN_FILE = CONTENT | {"label": "申报书", "label_en": "Entry document", "type": "pdf", "pages": 1, "pictured": True}


def told_of_entries(events: Events) -> list[tuple[str, dict[str, Any]]]:
    return [(kind, facts) for kind, facts in events() if kind.startswith("registration.entry.")]


def shown_summary(text: str) -> dict[str, Any]:
    return {
        "key": "summary",
        "kind": "area",
        "section": "项目",
        "section_en": "Project",
        "label": "项目简介",
        "label_en": "Summary",
        "value": text,
        "value_en": "",
        **{"columns": [], "rows": []},
    }


def test_submission_answers_with_a_receipt(team: Caller, events: Events) -> None:
    entry = start_entry(team)
    slip = (receipt := submit(team, entry)).get_json()
    assert (receipt.status_code, len(slip.pop("code")), len(slip.pop("content_sha256"))) == (200, 16, 64)
    assert slip == {
        "organisation": "示例港口有限公司",
        "entry_id": entry["id"],
        "edition": entry["edition"],
        "number": "XM5G04-0001",
        "title": entry["title"],
        **{"version": 1, "latest": 1},
        "submitted_at": NOW.isoformat(),
        "form_version": 1,
        "form_sha256": entry["form_sha256"],
        "request_id": None,
        "files": [CONTENT | {"name": "申报书.pdf"}],
        "team": [{"name": "示例甲", "role": "member", "division": ""}],
        "joint_applicants": [],
    }
    assert team.get(f"/entries/{entry['id']}/receipt").get_json() == receipt.get_json()
    ((kind, facts),) = told_of_entries(events)
    assert kind == "registration.entry.submitted.v1"
    assert facts | {"applicants": []} == {
        "applicants": [],
        "entry_id": entry["id"],
        "edition": "xm5g-04",
        "number": "XM5G04-0001",
        "version": 1,
        "title": entry["title"],
        "track": "t2",
        "group": "a",
        "shown": [shown_summary(entry["answers"]["summary"])],
        "files": [SHOWN_FILE | {"file_id": entry["files"]["document"][0]["id"]}],
        "organisation": "示例港口有限公司",
        "leader_id": str(team.id),
        "member_ids": [],
        "advisor_ids": [],
        "submitted_at": "2024-11-20T02:00:00Z",
        "request_id": None,
    }


def test_title_that_nobody_can_see_counts_as_missing(app: Flask) -> None:
    for name in ("示例甲", "示例丁"):
        author = leader(app, name)
        refused = submit(author, start_entry(author, title="\u200b\u2060" * 4))
        assert refused.status_code == 422
        assert [error["code"] for error in refused.get_json()["errors"]["title"]] == ["required"]


def test_submission_names_everything_that_is_missing(team: Caller, events: Events) -> None:
    entry = team.post("/entries", json={"answers": {"title": "5G", "organisation": "港"}}).get_json()
    answer = submit(team, entry)
    assert (answer.status_code, answer.get_json()["code"]) == (422, "invalid")
    assert set(answer.get_json()["errors"]) == {"title", "organisation", "summary", "track", "group", "document"}
    assert answer.get_json()["errors"]["organisation"] == [
        {"code": "too-short", "message": "至少 2 个字，现有 1 个字。"}
    ]
    assert team.get(f"/entries/{entry['id']}").get_json()["number"] is None
    assert told_of_entries(events) == []


@pytest.mark.parametrize(
    ("field", "text", "accepted"),
    [
        ("title", "字" * 4, False),
        ("title", "字" * 5, True),
        ("title", "𠮷" * 50, True),
        ("title", "𠮷" * 51, False),
        ("organisation", "港", False),
        ("organisation", "港" * 100, True),
        ("organisation", "港" * 101, False),
        ("summary", "简" * 99, False),
        ("summary", "简" * 100, True),
        ("summary", "简" * 500, True),
        ("summary", "简" * 501, False),
    ],
)
def test_submission_counts_code_points(team: Caller, field: str, text: str, accepted: bool) -> None:
    assert (submit(team, start_entry(team, **{field: text})).status_code == 200) is accepted


def test_title_is_taken_once_submitted_and_free_again_once_withdrawn(app: Flask, team: Caller) -> None:
    title = "5G+MEC赋能的柔性产线"
    first = submitted_entry(team, title=title)
    other = leader(app, "示例乙")
    second = start_entry(other, title="  ５Ｇ＋mec赋能的柔性产线 ")
    taken = {"code": "title-taken", "message": "本届已有同名项目，请改用能区分的名称；如果是重复申报，请只保留一份。"}
    assert second["missing"] == [{"field": "title", **taken}]
    assert submit(other, second).get_json()["errors"] == {"title": [taken]}
    team.delete(f"/entries/{first['id']}/submission")
    assert submit(other, second).status_code == 200
    assert submit(team, team.get(f"/entries/{first['id']}").get_json()).get_json()["errors"] == {"title": [taken]}


def test_submitted_entry_is_frozen(team: Caller) -> None:
    entry = submitted_entry(team)
    path = f"/entries/{entry['id']}"
    answers = [
        team.patch(path, json={"answers": {"title": "改名的项目"}}, etag=entry["etag"]),
        upload(team, entry["id"], PDF + b"more"),
        team.delete(file_path(team, entry["id"])),
        submit(team, entry),
    ]
    assert [answer.status_code for answer in answers] == [409] * 4
    assert {answer.get_json()["code"] for answer in answers} == {"already-submitted"}
    assert answers[0].get_json()["detail"] == (
        "项目 XM5G04-0001 已提交。如需修改，请在项目页点“修改”，改好后再次提交；在此之前以已提交的内容为准。"
    )
    assert team.get(path).get_json() == entry


def test_withdrawn_entry_changes_and_is_submitted_again_under_its_number(team: Caller, events: Events) -> None:
    entry = submitted_entry(team)
    path = f"/entries/{entry['id']}"
    withdrawn = team.delete(f"{path}/submission").get_json()
    assert (withdrawn["state"], withdrawn["number"], withdrawn["submitted_at"]) == ("withdrawn", "XM5G04-0001", None)
    assert team.get(f"{path}/receipt").get_json()["code"] == "no-receipt"
    changed = team.patch(path, json={"answers": {"title": "改过名的5G项目"}}, etag=withdrawn["etag"]).get_json()
    receipt = submit(team, changed).get_json()
    assert (receipt["number"], receipt["version"], receipt["title"]) == ("XM5G04-0001", 2, "改过名的5G项目")
    kinds = [kind.split(".")[2] for kind, _ in told_of_entries(events)]
    assert kinds == ["submitted", "withdrawn", "submitted"]
    assert team.delete(f"{path}/submission").status_code == 200
    twice = team.delete(f"{path}/submission")
    assert (twice.status_code, twice.get_json()["code"]) == (409, "not-submitted")


def test_numbers_have_no_gaps_and_are_never_reused(app: Flask) -> None:
    teams = [leader(app, f"队长{n}") for n in range(3)]
    first, second = (submitted_entry(team, title=f"沿海5G示例项目{n}") for n, team in enumerate(teams[:2]))
    submit(teams[2], teams[2].post("/entries", json={}).get_json())
    teams[1].delete(f"/entries/{second['id']}/submission")
    third = submitted_entry(teams[2], title="沿海5G示例项目三")
    assert [entry["number"][-4:] for entry in (first, second, third)] == ["0001", "0002", "0003"]


def test_deadline_is_the_exclusive_end_by_the_servers_clock(team: Caller) -> None:
    entry = start_entry(team)
    with clock.frozen(DEADLINE - timedelta(microseconds=1)):
        assert submit(team, entry).status_code == 200
        withdrawn = team.delete(f"/entries/{entry['id']}/submission").get_json()
    with clock.frozen(DEADLINE):
        late = submit(team, withdrawn)
    assert (late.status_code, late.get_json()["code"]) == (409, "deadline-passed")
    assert late.get_json()["detail"] == (
        "截止时间为 2024年12月6日（周五）24:00，以服务器时间为准，此后不能再修改或提交。已保存的内容仍可查看。"
    )
    assert late.get_json()["closes_at"] == DEADLINE.isoformat()


def test_after_the_deadline_everything_is_readable_and_nothing_changes(team: Caller) -> None:
    handed_in, entry = submitted_entry(team), start_entry(team, title="没有提交的5G项目")
    path, file = f"/entries/{entry['id']}", file_path(team, entry["id"])
    with clock.frozen(DEADLINE):
        refused = [
            team.patch(path, json={"answers": {"title": "太晚了的标题"}}, etag=entry["etag"]),
            upload(team, entry["id"]),
            team.delete(file),
            team.post("/entries", json=draft()),
            team.delete(f"/entries/{handed_in['id']}/submission"),
        ]
        assert {answer.get_json()["code"] for answer in refused} == {"deadline-passed"}
        assert team.get(path).get_json() == entry | {"may": ["ask"]}
        assert team.get(file).data == PDF
        assert team.get(f"/entries/{handed_in['id']}/receipt").status_code == 200


def test_deadline_follows_the_edition(team: Caller, staff: Caller) -> None:
    entry = start_entry(team)
    stages = edition()["stages"]
    stages[0]["closes_at"] = "2024-12-10T00:00:00+08:00"
    staff.put("/editions/xm5g-04", json=edition(stages=stages))
    with clock.frozen(DEADLINE + timedelta(hours=1)):
        assert submit(team, entry).status_code == 200


def test_before_the_edition_opens_nobody_enters(team: Caller) -> None:
    with clock.frozen(NOW - timedelta(days=60)):
        early = team.post("/entries", json=draft())
    assert (early.status_code, early.get_json()["code"]) == (409, "entries-not-open")
    assert early.get_json()["detail"] == "报名将于 2024年10月28日（周一）09:00 开始，请届时再来。"


def test_handing_in_and_taking_back_stand_on_record(team: Caller, database: Database) -> None:
    entry = submitted_entry(team)
    team.delete(f"/entries/{entry['id']}/submission")
    with database.read() as session:
        columns = (audit.c.actor, audit.c.action, audit.c.detail)
        found = session.execute(select(*columns).where(audit.c.subject == entry["id"])).all()
    records = [(actor, action, json.loads(detail)["number"]) for actor, action, detail in found if "number" in detail]
    assert records == [
        (str(team.id), "entry.submit", "XM5G04-0001"),
        (str(team.id), "entry.withdraw", "XM5G04-0001"),
    ]
