"""A table of states allows what it says, refuses everything else, and cannot contradict itself."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chassis.states import Impossible, Life, Step
from contracts.roles import LEADER, ORGANIZER

DOOR = Life(
    "door",
    {"open": "Anybody may pass.", "shut": "Nobody passes.", "gone": "There is no door."},
    "open",
    (
        Step("shut", ("open",), "shut", (LEADER,)),
        Step("open", ("shut",), "open", (LEADER,)),
        Step("remove", ("open", "shut"), "gone", (ORGANIZER,)),
    ),
)


@dataclass
class Door:
    state: str = "open"


def test_action_moves_the_thing_and_says_by_which_step() -> None:
    door = Door()
    assert DOOR.move(door, "shut").by == (LEADER,)
    assert door.state == "shut"
    assert [step.action for step in DOOR.open_steps("shut")] == ["open", "remove"]


def test_action_that_leads_nowhere_is_refused_and_changes_nothing() -> None:
    door = Door("gone")
    with pytest.raises(Impossible) as refused:
        DOOR.move(door, "open")
    assert refused.value.facts == {"thing": "door", "state": "gone", "action": "open"}
    assert door.state == "gone"


@given(st.lists(st.sampled_from(["shut", "open", "remove"])))
def test_no_walk_leaves_the_table(actions: list[str]) -> None:
    door = Door()
    for action in actions:
        allowed, before = DOOR.allows(door.state, action), door.state
        try:
            step = DOOR.move(door, action)
        except Impossible:
            assert not allowed
            assert door.state == before
        else:
            assert allowed
            assert (before in step.before, door.state) == (True, step.after)


@pytest.mark.parametrize(
    ("states", "steps"),
    [
        ({"a": ""}, (Step("go", ("a",), "b", ()),)),
        ({"a": "", "b": "", "c": ""}, (Step("go", ("a",), "b", ()),)),
        ({"a": "", "b": ""}, (Step("go", ("a",), "b", ()), Step("go", ("a",), "a", ()))),
    ],
    ids=["unknown state", "state nobody reaches or leaves", "same action twice"],
)
def test_table_that_contradicts_itself_is_refused(states: dict[str, str], steps: tuple[Step, ...]) -> None:
    with pytest.raises(ValueError, match="thing"):
        Life("thing", states, "a", steps)
