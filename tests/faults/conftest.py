"""Worlds of toy parts, on each bus."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.faults.processes import World


@pytest.fixture
def make_world(tmp_path: Path) -> Iterator[Callable[[str], World]]:
    """`make_world(broker)`: a world that ends with the test."""
    made: list[World] = []

    def make(broker: str = "memory://") -> World:
        folder = tmp_path / f"world{len(made)}"
        folder.mkdir()
        made.append(World(folder, broker))
        return made[-1]

    yield make
    for world in made:
        world.close()


@pytest.fixture(params=["embedded", "rabbitmq"])
def world(request: pytest.FixtureRequest, make_world: Callable[[str], World]) -> World:
    """A world on each bus."""
    return make_world("memory://" if request.param == "embedded" else request.getfixturevalue("broker_url"))


@pytest.fixture
def rabbit_world(broker_url: str, make_world: Callable[[str], World]) -> World:
    """A world over RabbitMQ."""
    return make_world(broker_url)
