"""The list of the style guide: every kind of column and filter, over rows that exist nowhere."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import url_for
from flask_babel import lazy_gettext as _l

from chassis import clock
from gateway.lists.asked import Asked
from gateway.lists.columns import Column, state
from gateway.lists.filters import Choice, Day, Words, named
from gateway.lists.listing import Listing


@dataclass(frozen=True)
class Sample:
    """A row."""

    name: str
    by: str
    state: str
    score: int
    at: datetime


@dataclass(frozen=True)
class Samples:
    """A page of rows."""

    items: list[Sample]
    next: str | None


LISTING: Listing[Sample] = Listing(
    name="samples",
    title=_l("样式指南"),
    columns=(
        Column(
            "name",
            "name",
            lambda row: row.name,
            head=True,
            sort=True,
            link=lambda row: url_for("styleguide.show", q=row.name),
            note=lambda row: row.by,
        ),
        Column("by", "by", lambda row: row.by, filed_only=True),
        state("state", _l("状态"), lambda row: row.state),
        Column("score", "score", lambda row: row.score, sort=True, number=True),
        Column("at", "at", lambda row: row.at, keep=True),
    ),
    filters=(
        Choice("state", _l("状态"), options=named({"": "all", "draft": "draft", "submitted": "submitted"}), tabs=True),
        Choice("kind", "choice", options=named({"a": "a", "b": "b"})),
        Words("q", "words"),
        Day("since", "day"),
    ),
    empty=("empty", "empty text"),
    kept=("look",),
)
NAMES = (
    "基于5G专网与机器视觉的卫浴陶瓷釉面缺陷在线检测",
    "=2+3",
    "5G and a name that needs a second line",
)


def samples(asked: Asked) -> Samples:
    """Rows in the wanted order; none where something is looked for that no name holds."""
    rows = [
        Sample(
            name, f"示例{number}", "submitted" if number % 2 else "draft", 90 - number, clock.now() - timedelta(number)
        )
        for number, name in enumerate(NAMES)
        if asked.chosen["q"] in name
    ]
    if asked.sort.removeprefix("-"):
        key = asked.sort.removeprefix("-")
        rows.sort(key=lambda row: str(getattr(row, key)), reverse=asked.sort.startswith("-"))
    begin = int(asked.after or 0)
    return Samples(rows[begin : begin + 2], str(begin + 2) if len(rows) > begin + 2 else None)
