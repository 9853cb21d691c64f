"""Only what has real parts may be tried twice (decision 0013)."""

import pytest


def test_test_of_pure_logic_is_tried_once(request: pytest.FixtureRequest) -> None:
    assert request.node.get_closest_marker("flaky") is None


@pytest.mark.slow
def test_test_with_real_parts_is_tried_once_more(request: pytest.FixtureRequest) -> None:
    tries = request.node.get_closest_marker("flaky")
    assert tries is not None
    assert tries.kwargs == {"reruns": 1}
    assert request.config.getoption("max_suite_reruns") == 5
