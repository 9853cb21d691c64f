"""Stages over HTTP."""

from typing import Any

import pytest

from chassis.http.auth import Identity
from contracts.roles import JUDGE, ORGANIZER
from tests.services.judging.conftest import STAGE, Desk, person


def put(desk: Desk, who: Identity | None = None, key: str = "preliminary", **given: Any) -> Any:
    """The answer to putting a stage."""
    return desk.call(who or desk.organizer, "PUT", f"/stages/{key}", json=STAGE | given)


def with_weights(*weights: Any) -> list[dict[str, Any]]:
    """Criteria of these weights."""
    return [{"key": f"c{at}", "name": f"项{at}", "weight": weight} for at, weight in enumerate(weights)]


def test_stage_is_created_and_read_back(desk: Desk) -> None:
    made = put(desk).json
    assert made["tie_breakers"] == ["innovation", "practicality"]
    assert [one["max"] for one in made["criteria"]] == ["25", "15", "25", "20", "10", "5"]
    assert (made["step"], made["drop_from"], made["spread_limit"], made["frozen"]) == ("0.5", 5, "20", False)
    assert desk.get(person("评委", JUDGE), "/stages/preliminary") == made
    assert desk.get(desk.organizer, "/stages") == {"items": [made], "next": None}


def test_stage_is_replaced_whole(desk: Desk) -> None:
    put(desk)
    changed = put(desk, name="复赛", criteria=with_weights(60, 40), tie_breakers=["c1"]).json
    assert (changed["name"], [one["key"] for one in changed["criteria"]]) == ("复赛", ["c0", "c1"])
    assert desk.get(desk.organizer, "/stages/preliminary") == changed
    assert len(desk.audited("stage.put")) == 2


@pytest.mark.parametrize(
    ("given", "field", "code"),
    [
        ({"criteria": with_weights(60, 39)}, "criteria", "weights"),
        ({"criteria": with_weights(100, 0)}, "criteria.1.weight", "out-of-range"),
        ({"criteria": []}, "criteria", "invalid"),
        ({"criteria": with_weights(50) + with_weights(50)}, "criteria", "duplicate"),
        ({"criteria": with_weights(100), "tie_breakers": ["elsewhere"]}, "tie_breakers", "tie-breakers"),
        ({"closes_at": STAGE["opens_at"]}, "closes_at", "window"),
        ({"opens_at": "2024-12-19T00:00:00"}, "opens_at", "invalid"),
        ({"opens_at": "0001-01-01T00:00:00+14:00"}, "opens_at", "date-range"),
        ({"step": "0.3"}, "step", "step"),
        ({"step": "0"}, "step", "step"),
        ({"step": "half"}, "step", "not-a-number"),
        ({"drop_from": 2}, "drop_from", "out-of-range"),
        ({"name": " "}, "name", "too-short"),
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
    for change in ({"step": "1"}, {"drop_from": 4}, {"tie_breakers": []}, {"criteria": with_weights(100)}):
        answer = put(desk, **change)
        assert (answer.status_code, answer.json["code"]) == (409, "rubric-frozen")
    extended = put(desk, closes_at="2025-01-05T16:00:00+00:00", name="初评")
    assert (extended.status_code, extended.json["name"], extended.json["frozen"]) == (200, "初评", True)


def test_stage_belongs_to_the_organizers_of_its_edition(desk: Desk) -> None:
    put(desk)
    other = person("他届", ORGANIZER, scope="edition:xm5g05")
    assert put(desk, other).status_code == 403
    assert put(desk, other, edition="xm5g05").status_code == 403
    assert desk.call(other, "GET", "/stages/preliminary").status_code == 404
    assert desk.get(other, "/stages")["items"] == []
    assert put(desk, person("本届", ORGANIZER, scope="edition:xm5g04")).status_code == 200


@pytest.mark.parametrize("key", ["-", "A", "x" * 41, "%00", "a%20b", "%F0%9F%A6%A2"])
def test_stage_of_an_impossible_key_is_not_found(desk: Desk, key: str) -> None:
    assert put(desk, key=key).status_code == 404
    assert desk.call(desk.organizer, "GET", f"/stages/{key}").status_code == 404
