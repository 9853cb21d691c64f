"""A rubric as its form is answered, put together as services publish it; and taken apart again."""

from typing import Any

from chassis.manuscripts.content import Content
from services.judging.rules import points
from services.judging.rules.models import Rubric

TEXTS = ("name", "name_en", "hint", "hint_en")
POINTS = ("step", "comment_below", "comment_above", "spread_limit")


def compose(content: Content) -> dict[str, Any]:
    """The facts of a complete draft, as `RubricSchema` loads them."""
    rows = content["criteria"]
    ranked = sorted((int(row["tie_rank"]), row["key"]) for row in rows if row.get("tie_rank"))
    return {
        "criteria": [_criterion(row) for row in rows],
        "tie_breakers": [key for _rank, key in ranked],
        "drop_from": int(content["drop_from"]),
        **{name: points.parse(content[name]) for name in POINTS},
    }


def _criterion(row: Content) -> dict[str, Any]:
    return {"key": row["key"], "weight": int(row["weight"]), **{name: row.get(name, "") for name in TEXTS}}


def take_apart(rubric: Rubric) -> Content:
    """What is published, as the form is answered."""
    ranks = {key: str(rank) for rank, key in enumerate(rubric.tie_breakers, 1)}
    return {
        "criteria": [_row(criterion, ranks.get(criterion["key"], "")) for criterion in rubric.written],
        "drop_from": str(rubric.drop_from),
        **{name: points.plain(getattr(rubric, name)) for name in POINTS},
    }


def _row(criterion: dict[str, Any], rank: str) -> Content:
    row = criterion | {"weight": str(criterion["weight"]), "tie_rank": rank}
    return {name: value for name, value in row.items() if value}
