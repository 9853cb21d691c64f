"""Editions: shown to everybody, set by organizers."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from chassis import clock
from chassis.storage import audit
from chassis.storage.engine import Database
from chassis.storage.tables import audit as audit_table
from tests.services.registration.factories import DEADLINE, Caller, draft, edition, leader, organizer, submitted_entry


def test_edition_is_public_and_tells_the_deadline(app: Flask) -> None:
    shown = app.test_client().get("/editions/xm5g-04").get_json()
    assert shown["closes_at"] == DEADLINE.isoformat()
    assert [stage["key"] for stage in shown["stages"]] == ["entry", "preliminary"]


def test_edition_read_can_be_sent_back_and_changes_nothing(staff: Caller, database: Database) -> None:
    shown = staff.get("/editions/xm5g-04").get_json()
    assert staff.put("/editions/xm5g-04", json=shown).get_json() == shown
    with database.read() as session:
        actions = list(session.scalars(select(audit_table.c.action)))
        assert audit.verify_chain(session) is None
    assert actions == ["edition.put", "right.used"]


def test_edition_of_the_least_parts_can_be_sent_back_too(staff: Caller) -> None:
    least = {
        "awards": [{"name": "一等奖"}],
        "organisers": [{"name": "示例单位", "rank": "hosting"}],
        "eligibility": [{"text": "在厦门注册"}],
        "materials": [{"text": "申报书"}],
    }
    assert staff.put("/editions/xm5g-04", json=edition(**least)).status_code == 200
    shown = staff.get("/editions/xm5g-04").get_json()
    assert staff.put("/editions/xm5g-04", json=shown).get_json() == shown


def test_entry_is_begun_in_the_edition_that_opened_last(staff: Caller, team: Caller) -> None:
    later = edition(entry_prefix="XM5G05", stages=_stages(timedelta(days=10)))
    assert staff.put("/editions/xm5g-05", json=later).status_code == 200
    assert team.post("/entries", json={}).get_json()["edition"] == "xm5g-04"
    assert [shown["slug"] for shown in staff.get("/editions").get_json()["items"]] == ["xm5g-05", "xm5g-04"]
    with clock.frozen(clock.now() + timedelta(days=10, hours=12)):
        assert team.post("/entries", json={}).get_json()["edition"] == "xm5g-05"


def _stages(after: timedelta) -> list[dict[str, Any]]:
    opens, closes = clock.now() + after, clock.now() + after + timedelta(days=1)
    return [{"key": "entry", "name": "报名", "opens_at": opens.isoformat(), "closes_at": closes.isoformat()}]


@pytest.mark.parametrize(
    ("changed", "field", "code", "sentence"),
    [
        ({"name": ""}, "name", "too-short", "请填写这一项。"),
        ({"stages": []}, "stages", "wrong-count", "应有 1 至 30 项，现有 0 项。"),
        (
            {"tracks": [{"key": "T 1", "name": "x"}]},
            "tracks.0.key",
            "invalid-key",
            "标识只能使用小写字母、数字和连字符，最多 50 个字符。",
        ),
        ({"groups": [{"key": "a", "name": "甲"}] * 2}, "groups", "repeated-key", "标识不能重复。"),
        ({"entry_prefix": "xm"}, "entry_prefix", "invalid-prefix", "编号前缀应为 2 至 12 个大写字母或数字。"),
        ({"slug": "other"}, "slug", "differs-from-address", "标识应与地址中的一致，也可以不填。"),
        (
            {"closes_at": "2024-12-08T00:00:00+08:00"},
            "closes_at",
            "differs-from-stage",
            "应与报名阶段 entry 的时间一致，也可以不填。",
        ),
        ({"opens_at": "0001-01-01T00:00:00+14:00"}, "opens_at", "invalid", "这一项的格式不正确，请检查后重新填写。"),
        ({"opens_at": "2024-10-28T09:00:00"}, "opens_at", "invalid", "这一项的格式不正确，请检查后重新填写。"),
    ],
)
def test_edition_names_what_is_wrong(
    staff: Caller, changed: dict[str, Any], field: str, code: str, sentence: str
) -> None:
    answer = staff.put("/editions/xm5g-04", json=edition(**changed))
    assert answer.status_code == 422
    assert answer.get_json()["errors"] == {field: [{"code": code, "message": sentence}]}


def test_edition_is_never_called_by_a_number(staff: Caller) -> None:
    answer = staff.put("/editions/2024-04", json=edition())
    assert answer.status_code == 422
    assert answer.get_json()["errors"]["slug"][0]["code"] == "only-digits"


def test_edition_needs_the_entry_stage_and_order(staff: Caller) -> None:
    stages = edition()["stages"]
    answer = staff.put("/editions/xm5g-04", json=edition(stages=stages[1:]))
    assert answer.get_json()["errors"]["stages"][0]["code"] == "entry-stage-missing"
    stages[0]["closes_at"] = stages[0]["opens_at"]
    answer = staff.put("/editions/xm5g-04", json=edition(stages=stages))
    assert answer.get_json()["errors"]["stages.0.closes_at"][0]["code"] == "end-before-start"


def test_used_track_stays(staff: Caller, team: Caller) -> None:
    team.post("/entries", json=draft(track="t2"))
    answer = staff.put("/editions/xm5g-04", json=edition(tracks=edition()["tracks"][:1]))
    assert (answer.status_code, answer.get_json()["code"]) == (409, "choice-in-use")
    assert "“5G+智慧港航物流”" in answer.get_json()["detail"]
    assert staff.put("/editions/xm5g-04", json=edition(tracks=edition()["tracks"][1:])).status_code == 200


def test_prefix_belongs_to_one_edition_and_stays_once_numbers_are_out(staff: Caller, team: Caller) -> None:
    answer = staff.put("/editions/xm5g-05", json=edition())
    assert (answer.status_code, answer.get_json()["code"]) == (409, "prefix-taken")
    submitted_entry(team)
    answer = staff.put("/editions/xm5g-04", json=edition(entry_prefix="OTHER"))
    assert (answer.status_code, answer.get_json()["code"]) == (409, "prefix-in-use")


def test_only_an_organizer_of_the_edition_changes_it(app: Flask) -> None:
    assert leader(app).put("/editions/xm5g-04", json=edition()).status_code == 403
    assert organizer(app, scope="edition:xm5g-03").put("/editions/xm5g-04", json=edition()).status_code == 403
    assert organizer(app, scope="edition:xm5g-04").put("/editions/xm5g-04", json=edition()).status_code == 200
    assert app.test_client().put("/editions/xm5g-04", json=edition()).status_code == 401


@pytest.mark.parametrize("slug", ["none", "a%00b", "%E5%B1%8A", "a%0Ab"])
def test_unknown_edition_is_not_found(app: Flask, slug: str) -> None:
    assert app.test_client().get(f"/editions/{slug}").status_code == 404
    assert organizer(app).put(f"/editions/{slug}", json=edition(entry_prefix="NEW1")).status_code in {200, 404, 422}
