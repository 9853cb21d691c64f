"""Drawing a list from a result: who is above a line, and what is decided of those who share the place it cuts."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.orm import Session

from chassis.http.errors import Invalid
from chassis.http.schemas import FieldError
from services.judging.aggregation.cutoff import Cut, cut
from services.judging.results.models import Result, ResultLine

EVERYBODY, NOBODY, CHOSEN = "all", "none", "chosen"
"""What is decided of those who share the place that a line cuts."""
TIES = (EVERYBODY, NOBODY, CHOSEN)


@dataclass(frozen=True)
class Decided:
    """What the person who draws the list up decided of ties, by key of the line."""

    ties: Mapping[str, str]
    chosen: Collection[UUID]
    """Of those tied where only some are taken."""


def placed(session: Session, result: Result) -> Sequence[ResultLine]:
    """The lines of a result that have a place, best first."""
    having = ResultLine.result_id == result.id, ResultLine.place.is_not(None)
    return session.scalars(select(ResultLine).where(*having).order_by(ResultLine.position)).all()


def line_through(lines: Sequence[ResultLine], count: int) -> Cut[ResultLine]:
    """Cut a ranking, or a part of it in its order, after a number of places."""
    return cut(lines, lambda line: line.place or 0, count)


def taken(key: str, name: str, found: Cut[ResultLine], decided: Decided) -> list[ResultLine]:
    """Who is taken, ties as decided. Raises Invalid, at `ties.<key>`, where something is tied and nothing decided."""
    if not found.tied:
        return list(found.within)
    how = decided.ties.get(key, "")
    if how not in TIES:
        facts = {"name": name, "numbers": named(found.tied), "room": found.room}
        text = _l("“%(name)s”入选线上并列：%(numbers)s，只剩 %(room)d 个名额。请选择全部入选、都不入选或其中几项。")
        raise Invalid({f"ties.{key}": [FieldError("tied", text, **facts).body()]})
    if how == EVERYBODY:
        return [*found.within, *found.tied]
    return [*found.within, *(line for line in found.tied if how == CHOSEN and line.entry_id in decided.chosen)]


def said_of_ties(name: str, found: Cut[ResultLine], chosen: Collection[UUID]) -> list[str]:
    """What was decided of those tied, in a sentence."""
    if not found.tied:
        return []
    some = [line for line in found.tied if line.entry_id in chosen]
    facts: dict[str, Any] = {"name": name, "numbers": named(found.tied), "some": named(some)}
    if not some:
        return [_("“%(name)s”入选线上并列的 %(numbers)s 都不入选。", **facts)]
    if len(some) == len(found.tied):
        return [_("“%(name)s”入选线上并列的 %(numbers)s 全部入选。", **facts)]
    return [_("“%(name)s”入选线上并列的 %(numbers)s 中，%(some)s 入选。", **facts)]


def named(lines: Iterable[ResultLine]) -> str:
    """Entries by number."""
    return str(_("、")).join(line.number for line in lines)
