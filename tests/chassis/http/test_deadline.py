"""What is left of the caller's patience travels on."""

from collections.abc import Iterator

import pytest

from chassis.http import deadline


@pytest.fixture(autouse=True)
def afterwards() -> Iterator[None]:
    yield
    deadline.start()


@pytest.mark.parametrize("header", [None, "", "soon", "-5", "1.5", "１２", "0x10", "9" * 5000])
def test_without_a_deadline_all_the_time_is_left(header: str | None) -> None:
    deadline.start("1")
    deadline.start(header)
    assert deadline.left(3.0) == 3.0


def test_deadline_shortens_and_never_lengthens() -> None:
    deadline.start(" 2000 ")
    assert 0 < deadline.left(30.0) <= 2.0
    assert deadline.left(0.5) == 0.5


def test_past_deadline_leaves_nothing() -> None:
    deadline.start("0")
    assert deadline.left(3.0) == 0.0
