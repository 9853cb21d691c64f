"""Score sheets over HTTP: reading and saving."""

from dataclasses import asdict, fields
from datetime import timedelta
from typing import Any

import pytest

from chassis import clock
from chassis.http.auth import Identity
from chassis.http.schemas import Schema
from contracts.shown import Shown, ShownFile
from services.judging.scoring.schemas import ShownFileSchema, ShownSchema
from tests.services.judging.conftest import CLOSES, NOW, OPENS, RUBRIC, RUBRIC_WRITTEN, Desk
from tests.services.judging.scoring.conftest import FULL, put, submit
from tests.services.judging.shown import PAPER, SHOWN

TRACK = {"key": "industry", "name": "5G+工业", "name_en": "Industry"}
GROUP = {"key": "practice", "name": "应用实践组", "name_en": "Applied"}


def test_assignment_shows_the_rubric_the_entry_and_a_blank_sheet(desk: Desk, judge, sheet, entry) -> None:
    answer = desk.call(judge, "GET", sheet)
    seen = answer.json
    assert answer.headers["ETag"] == seen["etag"]
    assert [one["key"] for one in seen["stage"]["criteria"]] == [key for key, *_ in RUBRIC]
    assert seen["entry"] == {
        "id": str(entry.entry_id),
        "number": entry.number,
        "version": 1,
        "title": entry.title,
        "track": TRACK,
        "group": GROUP,
        "shown": [asdict(SHOWN) | {"columns": [], "rows": []}],
        "files": [asdict(PAPER) | {"file_id": str(PAPER.file_id)}],
    }
    assert seen["sheet"] == {
        "state": "none",
        "marks": {},
        "comment": "",
        "total": None,
        "version": 0,
        "entry_version": 0,
        "saved_at": None,
        "submitted_at": None,
        "return_reason": "",
    }
    assert (seen["may"], seen["stage"]["closes_at"]) == (["save", "recuse"], CLOSES.isoformat())
    assert [one["field"] for one in seen["missing"]] == [f"marks.{key}" for key, *_ in RUBRIC]


@pytest.mark.parametrize(("told", "shape"), [(Shown, ShownSchema), (ShownFile, ShownFileSchema)])
def test_what_is_told_of_an_entry_has_the_shape_in_which_judges_read_it(told: Any, shape: type[Schema]) -> None:
    assert {field.name for field in fields(told)} == set(shape().fields)


def test_list_shows_state_and_own_total(desk: Desk, judge, sheet, entry) -> None:
    put(desk, judge, sheet, {"innovation": "12.5", "benefit": "10"})
    [line] = desk.get(judge, "/assignments")["items"]
    assert line == {
        "id": sheet.rpartition("/")[2],
        "edition": "xm5g04",
        "stage": "preliminary",
        "stage_name": "初赛",
        "stage_name_en": "Preliminary",
        "number": entry.number,
        "title": entry.title,
        "track": TRACK,
        "group": GROUP,
        "opens_at": OPENS.isoformat(),
        "due_at": CLOSES.isoformat(),
        "phase": "open",
        "sheet_state": "draft",
        "total": "22.5",
    }


def test_list_begins_with_what_is_open(desk: Desk, judge) -> None:
    soon = {"preliminary": (OPENS, CLOSES), "over": (OPENS, NOW), "final": (OPENS, NOW + timedelta(days=1))}
    desk.edition(version=2, **soon)
    handed_in, late, draft, next_due = (desk.entry(number) for number in range(1, 5))
    for key, entries in (("preliminary", (handed_in, draft)), ("final", (next_due,))):
        at = f"/editions/xm5g04/stages/{key}"
        desk.call(desk.organizer, "PUT", at, json=RUBRIC_WRITTEN)
        made = [desk.assign(entry, judge, at=at)[0] for entry in entries]
        if key == "preliminary":
            desk.score(judge, made[0], 80)
    desk.edition(version=3, **soon | {"over": (OPENS, NOW + timedelta(hours=1))})
    desk.call(desk.organizer, "PUT", "/editions/xm5g04/stages/over", json=RUBRIC_WRITTEN)
    desk.assign(late, judge, at="/editions/xm5g04/stages/over")
    desk.edition(version=4, **soon)
    found = desk.get(judge, "/assignments")
    assert [line["number"][-1] for line in found["items"]] == ["4", "3", "2", "1"]
    assert found["done"] == 1


def test_save_accepts_any_part_and_keeps_every_word(desk: Desk, judge, sheet) -> None:
    answer = put(
        desk,
        judge,
        sheet,
        {"innovation": "１２．５", "benefit": 7, "business": "", "material": None},
        "写到一半\r\n第二行",
    )
    assert answer.status_code == 200
    saved = desk.get(judge, sheet)
    assert (saved["etag"], saved["sheet"]["total"]) == (answer.json["etag"], answer.json["total"])
    assert saved["sheet"]["marks"] == {"innovation": "12.5", "benefit": "7"}
    assert (saved["sheet"]["comment"], saved["sheet"]["total"]) == ("写到一半\n第二行", "19.5")
    assert (saved["sheet"]["state"], saved["sheet"]["version"]) == ("draft", 1)
    assert saved["sheet"]["saved_at"] == NOW.isoformat()


def test_save_replaces_what_was_saved_before(desk: Desk, judge, sheet) -> None:
    put(desk, judge, sheet, {"innovation": "12.5"}, "一")
    put(desk, judge, sheet, {"benefit": "3"})
    saved = desk.get(judge, sheet)["sheet"]
    assert (saved["marks"], saved["comment"], saved["version"]) == ({"benefit": "3"}, "", 2)


@pytest.mark.parametrize(
    ("key", "mark", "code"),
    [
        ("innovation", "25.5", "out-of-range"),
        ("innovation", "-1", "not-a-number"),
        ("innovation", "12.3", "step"),
        ("innovation", "0.001", "not-a-number"),
        ("innovation", "优", "not-a-number"),
        ("innovation", True, "not-a-number"),
        ("innovation", [], "not-a-number"),
        ("innovation", 1e308, "not-a-number"),
        ("elsewhere", "1", "unknown-criterion"),
    ],
)
def test_save_names_the_mark_that_is_wrong(desk: Desk, judge, sheet, key, mark, code) -> None:
    answer = put(desk, judge, sheet, {key: mark, "benefit": "11"})
    assert answer.status_code == 422
    assert {field: [one["code"] for one in found] for field, found in answer.json["errors"].items()} == {
        f"marks.{key}": [code],
        "marks.benefit": ["out-of-range"],
    }
    assert answer.json["errors"]["marks.benefit"][0]["message"] == "分数应在 0 至 10 之间。"
    assert desk.get(judge, sheet)["sheet"]["state"] == "none"


def test_save_takes_a_comment_of_2000_characters_and_no_more(desk: Desk, judge, sheet) -> None:
    assert put(desk, judge, sheet, {}, "𠮷" * 2000).status_code == 200
    assert list(put(desk, judge, sheet, {}, "𠮷" * 2001).json["errors"]) == ["comment"]


def test_save_needs_the_version_that_was_read(desk: Desk, judge, sheet) -> None:
    body = {"marks": {"innovation": "10"}, "comment": ""}
    before = desk.get(judge, sheet)["etag"]
    assert desk.call(judge, "PUT", f"{sheet}/sheet", json=body).status_code == 428
    assert desk.call(judge, "PUT", f"{sheet}/sheet", json=body, tag=before).status_code == 200
    stale = desk.call(judge, "PUT", f"{sheet}/sheet", json={"marks": {"innovation": "11"}}, tag=before)
    assert (stale.status_code, stale.json["code"]) == (412, "stale")
    assert desk.get(judge, sheet)["sheet"]["marks"] == {"innovation": "10"}


@pytest.mark.parametrize(
    ("moment", "code", "date"),
    [
        (OPENS - timedelta(microseconds=1), "stage-not-open", "2024年12月19日（周四）10:00"),
        (CLOSES, "stage-closed", "2024年12月27日（周五）10:00"),
    ],
)
def test_save_and_submission_outside_the_window_tell_the_date(desk: Desk, judge, sheet, moment, code, date) -> None:
    tag = put(desk, judge, sheet, FULL).json["etag"]
    with clock.frozen(moment):
        assert "save" not in desk.get(judge, sheet)["may"]
        for method, path in (("PUT", f"{sheet}/sheet"), ("POST", f"{sheet}/sheet/submission")):
            answer = desk.call(judge, method, path, json={"marks": {}}, tag=tag)
            assert (answer.status_code, answer.json["code"]) == (409, code)
            assert date in answer.json["detail"]
    assert desk.get(judge, sheet)["sheet"]["marks"] == FULL


def test_save_until_the_last_instant(desk: Desk, judge, sheet) -> None:
    with clock.frozen(CLOSES - timedelta(microseconds=1)):
        assert put(desk, judge, sheet, FULL).status_code == 200
        assert submit(desk, judge, sheet).status_code == 200


def test_texts_follow_the_reader(desk: Desk, judge, sheet) -> None:
    english = Identity(judge.account_id, judge.name, judge.grants, "en")
    answer = desk.call(english, "POST", f"{sheet}/sheet/submission", tag=desk.get(judge, sheet)["etag"])
    assert answer.json["errors"]["marks.innovation"][0]["message"] == "Enter a mark for this criterion."
    with clock.frozen(CLOSES):
        closed = desk.call(english, "PUT", f"{sheet}/sheet", json={"marks": {}}, tag="x")
    assert "Fri, 27 Dec 2024, 10:00" in closed.json["detail"]
