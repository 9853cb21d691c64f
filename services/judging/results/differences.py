"""What another version of a result would change."""

from collections.abc import Iterable, Mapping
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from services.judging.rankings.inputs import Inputs
from services.judging.resolutions.kinds import Difference
from services.judging.results.models import Result, ResultLine
from services.judging.results.versions import lines_of

Lines = Mapping[str, Mapping[str, Any]]
"""Lines of a result by number."""


def kept_lines(session: Session, result: Result) -> Lines:
    """The lines of a version."""
    columns = (ResultLine.number, ResultLine.title, ResultLine.place, ResultLine.score, ResultLine.position)
    rows = session.execute(select(*columns).where(ResultLine.result_id == result.id).order_by(ResultLine.position))
    return {row.number: dict(row._mapping) for row in rows}


def differences(before: Lines, after: Lines) -> list[Difference]:
    """The entries whose place or score differs, in the order before, those that are new last."""
    numbers = [*before, *(number for number in after if number not in before)]
    return [
        Difference(number, (before.get(number) or after[number])["title"], _said(before, number), _said(after, number))
        for number in numbers
        if _said(before, number) != _said(after, number)
    ]


def changed_by(session: Session, result: Result, inputs: Inputs) -> list[Difference]:
    """What these inputs would change of a version. Raises Inapplicable."""
    return differences(kept_lines(session, result), by_number(lines_of(inputs)))


def by_number(lines: Iterable[Mapping[str, Any]]) -> Lines:
    """Lines by number of the entry."""
    return {line["number"]: line for line in lines}


def _said(lines: Lines, number: str) -> str:
    line = lines.get(number)
    if line is None:
        return ""
    if line["place"] is None:
        return str(_("无名次"))
    return str(_("第 %(place)d 名，%(score)s 分", place=line["place"], score=line["score"]))
