"""A rubric as its form is answered, put together as services publish it; and taken apart again."""

from typing import Any

from chassis.manuscripts.content import Content
from services.judging.rules import points
from services.judging.rules.models import Rubric
from services.judging.rules.schemas import normal

TEXTS = ("name", "name_en", "hint", "hint_en", "levels", "levels_en")
POINTS = ("step", "comment_below", "comment_above", "spread_limit")
WORDS = {"admits": "passed", "method": "mean", "basis": "totals", "tie_first": "sum", "rounding": "half-up"}
"""What is chosen from a list; and what counts where a choice is not asked, since nothing depends on it."""
NUMBERS = {"drop_each": "0", "drop_from": "5", "least_sheets": "5", "places": "2"}
"""Whole numbers, likewise."""


def compose(content: Content) -> dict[str, Any]:
    """The facts of a complete draft, as `RubricSchema` loads them."""
    rows = content["criteria"]
    ranked = sorted((int(row["tie_rank"]), row["key"]) for row in rows if row.get("tie_rank"))
    step = points.parse(content["step"])
    return normal(
        {
            "criteria": [_criterion(row, step) for row in rows],
            "tie_breakers": [key for _rank, key in ranked],
            **{name: points.parse(content[name]) for name in POINTS},
            **{name: content.get(name) or usual for name, usual in WORDS.items()},
            **{name: int(content.get(name) or usual) for name, usual in NUMBERS.items()},
        }
    )


def _criterion(row: Content, step: int) -> dict[str, Any]:
    weight = points.parse(row["weight"])
    return {
        "key": row["key"],
        "weight": weight,
        "highest": points.parse(row["max"]) if row.get("max") else weight,
        "step": points.parse(row["step"]) if row.get("step") else step,
        **{name: row.get(name, "") for name in TEXTS},
    }


def take_apart(rubric: Rubric) -> Content:
    """What is published, as the form is answered."""
    ranks = {key: str(rank) for rank, key in enumerate(rubric.tie_breakers, 1)}
    return {
        "criteria": [_row(criterion, rubric.step, ranks.get(criterion["key"], "")) for criterion in rubric.written],
        **{name: points.plain(getattr(rubric, name)) for name in POINTS},
        **{name: str(getattr(rubric, name)) for name in (*WORDS, *NUMBERS)},
    }


def _row(criterion: dict[str, Any], step: int, rank: str) -> Content:
    weight, highest, own = (criterion[name] for name in ("weight", "highest", "step"))
    row = {name: criterion[name] for name in ("key", *TEXTS)} | {"tie_rank": rank, "weight": points.plain(weight)}
    row |= {"max": points.plain(highest) if highest != weight else "", "step": points.plain(own) if own != step else ""}
    return {name: value for name, value in row.items() if value}
