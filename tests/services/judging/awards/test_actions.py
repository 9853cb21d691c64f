"""Awards are filled from a sealed result, level by level, nothing beyond the programme."""

from typing import Any

from chassis import clock
from contracts.roles import JUDGE, LEADER
from tests.services.judging.conftest import AT, Desk, person
from tests.services.judging.sealing import LATE, decide, propose, sealed

LIST = "/editions/xm5g04/awards"


def given(desk: Desk) -> list[tuple[str, str]]:
    """Number and award of who is awarded."""
    return [(one["number"][-4:], one["award"]) for one in desk.get(desk.organizer, LIST)["items"]]


def drawn(desk: Desk, **counts: int) -> list[tuple[Any, ...]]:
    answer = desk.call(desk.organizer, "POST", f"{AT}/awards/drawing", json={"counts": counts})
    assert answer.status_code == 200, answer.json
    levels = answer.json["levels"]
    return [
        (one["key"], one["count"], *(_numbers(one["found"][name]) for name in ("within", "tied"))) for one in levels
    ]


def _numbers(lines: list[dict[str, Any]]) -> list[str]:
    return [line["number"][-4:] for line in lines]


def test_levels_are_filled_in_the_order_of_the_programme(desk_on_each: Desk) -> None:
    desk = desk_on_each
    sealed(desk, (60, 60), (90, 90), (80, 80), (70, 70), (50, 50))
    with clock.frozen(LATE):
        assert drawn(desk) == [
            ("first", 1, ["0002"], []),
            ("second", 2, ["0003", "0004"], []),
            ("merit", 1, ["0001"], []),
        ]
        assert drawn(desk, first=9, second=1)[0][1] == 1
        resolution = propose(desk, "awards", counts={"second": 1})
        assert given(desk) == []
        decide(desk, resolution)
        assert given(desk) == [("0002", "first"), ("0003", "second"), ("0004", "merit")]
        points = desk.get(desk.organizer, f"/resolutions/{resolution}")["points"]
        assert "二等奖空缺 1 名。" in points


def test_tie_over_an_award_is_decided_one_way_or_the_other(desk: Desk) -> None:
    sealed(desk, (90, 90), (90, 90), (70, 70))
    with clock.frozen(LATE):
        assert drawn(desk)[0] == ("first", 1, [], ["0001", "0002"])
        refused = desk.call(desk.organizer, "POST", f"{AT}/awards", json={"reason": "无"})
        assert (refused.status_code, list(refused.json["errors"])) == (422, ["ties.first"])
        decide(desk, propose(desk, "awards", ties={"first": "all"}))
        assert given(desk) == [("0001", "first"), ("0002", "first"), ("0003", "second")]
        decide(desk, propose(desk, "awards", ties={"first": "none"}))
        assert given(desk)[:2] == [("0001", "second"), ("0002", "second")]


def test_awards_are_the_offices_alone_before_their_notice(desk: Desk) -> None:
    sealed(desk, (90, 90), (80, 80))
    with clock.frozen(LATE):
        decide(desk, propose(desk, "awards"))
        who: Any
        for who in (person("评委", JUDGE), person("队长", LEADER), None):
            assert desk.call(who, "GET", LIST).status_code in {401, 403}
