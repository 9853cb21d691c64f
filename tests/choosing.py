"""Which things a test needs, so that it can be left out with them, and which tests are begun first."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

MARKS = {
    "broker": "needs RabbitMQ",
    "postgres": "needs PostgreSQL",
    "browser": "needs Chromium",
    "slow": "takes seconds, or the whole product",
}
NEEDS = {
    "broker_url": "broker",
    "own_broker": "broker",
    "postgres_url": "postgres",
    "postgres_database": "postgres",
    "chromium": "browser",
    "contest": "slow",
    "empty": "slow",
    "own": "slow",
    "tried": "slow",
}
"""What a fixture needs, which its tests then need too: the last four start the whole product."""
PARAMETERS = {"rabbitmq": "broker", "postgres": "postgres"}
"""Marks of tests that get a thing by the value of a parameter."""

TESTS = Path(__file__).parent
PROCESSES = (TESTS / "deploy", TESTS / "faults")
"""Folders whose tests start the product as processes of its own: slow, all of them."""

LONGEST = tuple(TESTS / name for name in ("e2e/test_every_page.py", "faults", "deploy", "e2e", "rules"))
"""What takes longest is begun first, so that all processes end together: the longest file of all, which needs a
processor of its own, beside those that mostly wait."""


def needs(item: pytest.Item) -> Iterator[str]:
    """The marks of a test by its folder, its fixtures and its parameters."""
    if place(item.path, PROCESSES) < len(PROCESSES):
        yield "slow"
    yield from (NEEDS[fixture] for fixture in getattr(item, "fixturenames", ()) if fixture in NEEDS)
    parameters = getattr(getattr(item, "callspec", None), "params", {}).values()
    yield from (PARAMETERS[value] for value in parameters if isinstance(value, str) and value in PARAMETERS)


@cache
def place(path: Path, places: tuple[Path, ...]) -> int:
    """Which of these places the file is or lies in; their number if in none."""
    return next((number for number, one in enumerate(places) if one in (path, *path.parents)), len(places))
