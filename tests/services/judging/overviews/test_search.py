"""Finding judges at work: by name, within the stages one oversees."""

import pytest

from contracts.roles import AUDITOR, JUDGE, LEADER, ORGANIZER
from tests.services.judging.conftest import Desk, person


def test_judge_is_found_with_assignments_and_sheets_handed_in(desk_on_each: Desk) -> None:
    desk = desk_on_each
    desk.stage()
    first, other = desk.judge("欧阳评委"), desk.judge("另一位")
    (one,) = desk.assign(desk.entry(1), first)
    desk.assign(desk.entry(2), first, other)
    desk.score(first, one, 90)
    (found,) = desk.get(desk.organizer, "/search?q=欧阳")["judges"]
    assert (found["name"], found["assigned"], found["submitted"]) == ("欧阳评委", 2, 1)
    assert desk.get(desk.organizer, "/search?q=绝无此人")["judges"] == []


@pytest.mark.parametrize("role", [ORGANIZER, AUDITOR])
def test_role_in_another_edition_finds_nobody_here(desk: Desk, role: str) -> None:
    desk.stage()
    desk.assign(desk.entry(), desk.judge("别届看不到"))
    elsewhere = person("别处", role, scope="edition:other")
    assert desk.get(elsewhere, "/search?q=看不到")["judges"] == []
    for outsider in (JUDGE, LEADER):
        assert desk.call(person("外人", outsider), "GET", "/search?q=看不到").status_code == 403
