import json
from decimal import Decimal
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

import deploy.demo
from deploy.demo.scores import marks

DATA = json.loads((Path(deploy.demo.__file__).parent / "edition.json").read_text(encoding="utf-8"))
CRITERIA: list[dict[str, Any]] = DATA["rubric"]["criteria"]


@given(st.integers(0, 200))
def test_marks_add_up_in_half_points_within_each_weight(halves: int) -> None:
    total = Decimal(halves) / 2
    given_marks = {key: Decimal(mark) for key, mark in marks(CRITERIA, str(total)).items()}
    assert sum(given_marks.values()) == total
    assert all(0 <= given_marks[c["key"]] <= c["weight"] for c in CRITERIA)
    assert all(mark % Decimal("0.5") == 0 for mark in given_marks.values())


def test_weights_of_the_demo_rubric_total_one_hundred() -> None:
    assert sum(criterion["weight"] for criterion in CRITERIA) == 100
