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
from services.judging.rules.schemas import FULL, STEP, WEIGHTS, divides

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
    weights = [_weight(row) for _number, row in rows]
    known = [weight for weight in weights if weight is not None]
    if rows and len(known) == len(rows) and sum(known) != FULL:
        yield "criteria", FieldError("weights", WEIGHTS, total=sum(known))
    if not divides(points.known(content.get("step", ""))):
        yield "step", FieldError("step", STEP)
    yield from _ranks(rows)


def _ranks(rows: Sequence[tuple[int, Mapping[str, Any]]]) -> Found:
    first: dict[int, str] = {}
    for number, row in rows:
        if (rank := points.known(row.get("tie_rank", ""))) is None:
            continue
        if rank in first:
            yield f"criteria.{number}.tie_rank", FieldError("repeated", SAME_RANK, name=first[rank])
        first.setdefault(rank, row.get("name", ""))


def _weight(row: Mapping[str, Any]) -> int | None:
    hundredths = points.known(row.get("weight", ""))
    return hundredths // 100 if hundredths and hundredths % 100 == 0 else None


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
