"""Stages over HTTP."""

from datetime import timedelta
from typing import Any

import pytest

from chassis.http.auth import Identity
from contracts.roles import JUDGE, ORGANIZER
from tests.services.judging.conftest import AT, CLOSES, OPENS, RUBRIC_WRITTEN, Desk, person


def put(desk: Desk, who: Identity | None = None, at: str = AT, **given: Any) -> Any:
    """The answer to writing a rubric."""
    return desk.call(who or desk.organizer, "PUT", at, json=RUBRIC_WRITTEN | given)


@pytest.fixture(autouse=True)
def edition(desk: Desk) -> None:
    """Registration published the edition."""
    desk.edition(preliminary=(OPENS, CLOSES), final=(CLOSES, CLOSES + timedelta(days=3)))


def with_weights(*weights: Any) -> list[dict[str, Any]]:
    """Criteria of these weights."""
    return [{"key": f"c{at}", "name": f"项{at}", "weight": weight} for at, weight in enumerate(weights)]


def test_stage_is_created_and_read_back(desk: Desk) -> None:
    made = put(desk).json
    assert made["tie_breakers"] == ["innovation", "practicality"]
    assert [one["max"] for one in made["criteria"]] == ["25", "15", "25", "20", "10", "5"]
    assert (made["step"], made["drop_from"], made["spread_limit"], made["frozen"]) == ("0.5", 5, "20", False)
    assert (made["name"], made["name_en"], made["phase"]) == ("初赛", "Preliminary", "open")
    assert (made["opens_at"], made["closes_at"]) == (OPENS.isoformat(), CLOSES.isoformat())
    assert desk.get(person("评委", JUDGE), AT) == made
    assert desk.get(desk.organizer, "/stages") == {"items": [made], "next": None}


def test_marks_of_any_scale_weigh_what_the_rubric_says(desk: Desk) -> None:
    ten = [one | {"max": "10", "step": "0.25"} for one in with_weights(40, "30.5")]
    made = put(desk, criteria=ten, method="median", rounding="none").json
    assert [(one["max"], one["weight"], one["step"]) for one in made["criteria"]] == [
        ("10", "40", "0.25"),
        ("10", "30.5", "0.25"),
    ]
    assert (made["full"], made["comment_below"], made["spread_limit"]) == ("70.5", "42.3", "14.1")
    judge = desk.judge("评委01")
    [sheet] = desk.assign(desk.entry(), judge)
    saved = desk.save(judge, sheet, {"c0": "7.25", "c1": "3.5"}, "评语").json
    assert saved["total"] == "39.68"
    assert "折算" in desk.get(judge, f"/assignments/{sheet}")["stage"]["rule"][0]


def test_stage_is_replaced_whole(desk: Desk) -> None:
    put(desk)
    changed = put(desk, criteria=with_weights(60, 40), tie_breakers=["c1"]).json
    assert [one["key"] for one in changed["criteria"]] == ["c0", "c1"]
    assert desk.get(desk.organizer, AT) == changed
    assert len(desk.audited("stage.put")) == 2


@pytest.mark.parametrize(
    ("given", "field", "code"),
    [
        ({"criteria": [with_weights(10)[0] | {"max": 0}]}, "criteria.0.max", "out-of-range"),
        ({"criteria": [with_weights(10)[0] | {"step": "0.3"}]}, "criteria", "step"),
        ({"criteria": with_weights(6, 4), "comment_above": "95"}, "comment_above", "out-of-range"),
        ({"drop_each": 2, "drop_from": 4}, "drop_from", "out-of-range"),
        ({"method": "best"}, "method", "invalid"),
        ({"criteria": with_weights(100, 0)}, "criteria.1.weight", "out-of-range"),
        ({"criteria": []}, "criteria", "wrong-count"),
        ({"criteria": with_weights(50) + with_weights(50)}, "criteria", "repeated-key"),
        ({"criteria": with_weights(100), "tie_breakers": ["elsewhere"]}, "tie_breakers", "tie-breakers"),
        ({"step": "0.3"}, "step", "step"),
        ({"step": "0"}, "step", "step"),
        ({"step": "half"}, "step", "not-a-number"),
        ({"drop_from": 2}, "drop_from", "out-of-range"),
        ({"name": "初评"}, "name", "unknown"),
        ({"closes_at": CLOSES.isoformat()}, "closes_at", "unknown"),
        ({"surprise": 1}, "surprise", "unknown"),
    ],
)
def test_stage_names_the_field_that_is_wrong(desk: Desk, given: dict[str, Any], field: str, code: str) -> None:
    answer = put(desk, **given)
    assert answer.status_code == 422
    assert [error["code"] for error in answer.json["errors"][field]] == [code]
    assert all(error["message"] for error in answer.json["errors"][field])


def test_rubric_is_frozen_once_a_judge_is_assigned(desk: Desk) -> None:
    desk.stage()
    desk.assign(desk.entry(), desk.judge("评委01"))
    for change in (
        {"step": "1"},
        {"drop_from": 4},
        {"method": "sum"},
        {"tie_breakers": []},
        {"criteria": with_weights(100)},
    ):
        answer = put(desk, **change)
        assert (answer.status_code, answer.json["code"]) == (409, "rubric-frozen")
    desk.edition(version=2, preliminary=(OPENS, CLOSES + timedelta(days=9)))
    extended = put(desk).json
    assert (extended["closes_at"], extended["frozen"]) == ((CLOSES + timedelta(days=9)).isoformat(), True)


def test_stage_that_no_edition_has_is_refused_in_words(desk: Desk) -> None:
    answer = put(desk, at="/editions/unknown/stages/preliminary")
    assert (answer.status_code, answer.json["errors"]["edition"][0]["code"]) == (422, "unknown-edition")
    assert "unknown" in answer.json["errors"]["edition"][0]["message"]
    answer = put(desk, at="/editions/xm5g04/stages/semifinal")
    assert (answer.status_code, answer.json["errors"]["key"][0]["code"]) == (422, "unknown-stage")
    assert "preliminary、final" in answer.json["errors"]["key"][0]["message"]
    desk.edition(version=2, preliminary=(OPENS, CLOSES))
    assert put(desk, at="/editions/xm5g04/stages/final").json["errors"]["key"][0]["code"] == "unknown-stage"


def test_stage_belongs_to_the_organizers_of_its_edition(desk: Desk) -> None:
    put(desk)
    other = person("他届", ORGANIZER, scope="edition:xm5g05")
    assert put(desk, other).status_code == 403
    assert desk.call(other, "GET", AT).status_code == 403
    assert desk.get(other, "/stages")["items"] == []
    assert put(desk, person("本届", ORGANIZER, scope="edition:xm5g04")).status_code == 200


@pytest.mark.parametrize("key", ["-", "A", "x" * 51, "a%20b", "%F0%9F%A6%A2"])
def test_stage_of_an_impossible_key_is_not_found(desk: Desk, key: str) -> None:
    for at in (f"/editions/xm5g04/stages/{key}", f"/editions/{key}/stages/preliminary"):
        assert put(desk, at=at).status_code == 422
        assert desk.call(desk.organizer, "GET", at).status_code == 404
