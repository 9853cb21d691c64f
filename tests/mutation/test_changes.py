"""Changes are small, made where something is done, and the same for the same seed."""

from pathlib import Path

import pytest

from tests.mutation.area import folder_of
from tests.mutation.changes import choose, possible
from tests.mutation.lines import passing

ROOT = Path(__file__).parents[2]


def changed(source: str) -> set[str]:
    return {change.apply(source) for change in possible(source)}


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("a < b", {"a <= b"}),
        ("a <= b < c", {"a < b < c", "a <= b <= c"}),
        ("a is None and b", {"a is not None and b", "a is None or b"}),
        ("if not a:\n    go(1)", {"if (a):\n    go(1)", "if not a:\n    pass", "if not a:\n    go(2)"}),
        ("x.y = f(b)", {"pass"}),
        ("x = max(a, b) + c", {"x = min(a, b) + c", "x = (max(a, b) - c)"}),
        ("raise Late", {"pass"}),
        ("见 = 名[True]", {"见 = 名[False]"}),
    ],
)
def test_a_change_turns_takes_out_or_adds_one(source: str, expected: set[str]) -> None:
    assert changed(source) == expected


def test_nothing_is_changed_that_does_nothing() -> None:
    lines = ['"""Says 1 < 2."""', "x: Literal[1]", 'log.warning("%s", 1)', "if TYPE_CHECKING:", "    go()"]
    assert changed("\n".join([*lines, 'f"{a:>9}"', "zip(a, b, strict=True)[a]", ""])) == set()


def test_the_same_seed_chooses_the_same_changes() -> None:
    source = Path(__file__).read_text("utf-8")
    assert choose(source, 5, "1") == choose(source, 5, "1") != choose(source, 5, "2")
    assert len(choose(source, 5, "1")) == 5


def test_tests_of_a_file_are_in_the_folder_that_mirrors_its_own() -> None:
    assert folder_of("chassis/events/lease.py", ROOT) == "tests/chassis/events"
    assert folder_of("chassis/clock.py", ROOT) == "tests/chassis"
    with pytest.raises(FileNotFoundError):
        folder_of("chassis/nothing.py", ROOT)


def test_a_change_is_for_those_who_pass_through_it_or_for_all_of_the_file() -> None:
    lines = {"1": [""], "5": ["a"], "6": ["a", "b"], "9": ["c"]}
    assert passing(lines, 5, 5) == ["a"]
    assert passing(lines, 5, 6) == ["a", "b"]
    assert passing(lines, 7, 7) == passing(lines, 1, 1) == ["a", "b", "c"]
