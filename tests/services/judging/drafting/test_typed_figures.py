"""Whatever is typed where a rubric asks for points is kept in the draft, and its check names what is no number."""

import pytest

from services.judging.drafting.kind import KIND


@pytest.mark.parametrize("typed", ["NaN", "sNaN", "Infinity", "1e999", "0.1.2"])
@pytest.mark.parametrize("name", ["step", "comment_below", "comment_above", "drop_from", "spread_limit"])
def test_strange_figure_is_a_fault_and_breaks_no_check(name: str, typed: str) -> None:
    content = KIND.load(
        {"comment_above": "3", "comment_below": "1", "method": "mean", "drop_each": "1"} | {name: typed}
    )
    assert name not in KIND.warn(content)
    assert name in KIND.faults(content)
