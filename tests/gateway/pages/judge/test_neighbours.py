"""A judge goes through the entries of a stage by their numbers."""

from types import SimpleNamespace
from typing import Any

from gateway.pages.judge.neighbours import Around, around


def listed(number: int, stage: str = "preliminary") -> Any:
    """A line of the judge's list."""
    return SimpleNamespace(id=number, number=f"XM5G04-{number:04}", edition="e1", stage=stage)


def test_neighbours_are_those_of_the_same_stage_by_number() -> None:
    own: Any = [listed(3), listed(1), listed(2, "final"), listed(5)]
    found: Any = SimpleNamespace(id=3, stage=SimpleNamespace(edition="e1", key="preliminary"))
    assert around(own, found) == Around(2, 3, 1, 5)
    found.id = 1
    assert around(own, found) == Around(1, 3, None, 3)
    found.id = 9
    assert around(own, found) is None
