"""What a draft of a rubric is: what may be saved of it, what is missing."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from flask_babel import lazy_gettext as _l

from chassis.forms import answers
from chassis.forms.conditions import is_answered
from chassis.forms.documents import read
from chassis.http.errors import Invalid
from chassis.http.schemas import FieldError
from chassis.manuscripts.content import Content
from chassis.manuscripts.described import as_told, load_with_handles
from chassis.manuscripts.kinds import Kind
from services.judging.drafting.doubts import doubts
from services.judging.rules import points
from services.judging.rules.schemas import BEYOND_FULL, DROPPING, DROPS_ALL, SHARES, STEP, divides

NAME = "rubric"
FORM = read((Path(__file__).parent / "form.json").read_bytes())
SAME_RANK = _l("与“%(name)s”的次序相同，请填写不同的数字。")

Found = Iterator[tuple[str, FieldError]]


def _whole(content: Content) -> Content:
    found = answers.examine(FORM, content)
    errors = dict(found.errors)
    for place, error in _faults(content):
        if place not in errors:
            errors[place] = [error.body()]
    if errors:
        raise Invalid(errors)
    return found.answers


def _faults(content: Content) -> Found:
    """What does not go together in a draft, which may be half done."""
    rows = [(number, row) for number, row in enumerate(content.get("criteria") or ()) if is_answered(row)]
    yield from _steps(rows, points.known(content.get("step", "")))
    yield from _ranks(rows)
    weights = [points.known(row.get("weight", "")) for _number, row in rows]
    full = sum(weight or 0 for weight in weights)
    for name in SHARES:
        if rows and None not in weights and (points.known(content.get(name, "")) or 0) > full:
            yield name, FieldError("out-of-range", BEYOND_FULL, most=points.plain(full))
    each, least = (points.known(content.get(name, "")) for name in ("drop_each", "drop_from"))
    if content.get("method") in DROPPING and each and least is not None and least <= 2 * each:
        yield "drop_from", FieldError("out-of-range", DROPS_ALL, least=2 * each // 100 + 1)


def _steps(rows: Sequence[tuple[int, Mapping[str, Any]]], usual: int | None) -> Found:
    """The usual step is named once, however many criteria it does not fit."""
    for number, row in rows:
        highest = points.known(row.get("max", "")) or points.known(row.get("weight", ""))
        own = points.known(row.get("step", ""))
        if highest and not divides(own or usual, highest):
            yield f"criteria.{number}.step" if own else "step", FieldError("step", STEP)


def _ranks(rows: Sequence[tuple[int, Mapping[str, Any]]]) -> Found:
    first: dict[int, str] = {}
    for number, row in rows:
        if (rank := points.known(row.get("tie_rank", ""))) is None:
            continue
        if rank in first:
            yield f"criteria.{number}.tie_rank", FieldError("repeated", SAME_RANK, name=first[rank])
        first.setdefault(rank, row.get("name", ""))


KIND = Kind(
    NAME,
    load=lambda given: load_with_handles(FORM, given),
    whole=_whole,
    warn=lambda content: doubts(FORM, content),
    form=FORM,
)
"""The document that a rubric is."""
AS_TOLD = as_told(NAME, FORM)
"""The document as one that is taken as it comes."""
