"""Marks against the rubric: which a draft may hold, and what a sheet still lacks before it can be handed in."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any, Protocol

from flask_babel import lazy_gettext as _l

from chassis.http.errors import Invalid
from chassis.http.schemas import FieldError
from services.judging.rules import points
from services.judging.rules.models import Criterion

FieldErrors = dict[str, list[dict[str, str]]]


class Scale(Protocol):
    """What a rubric says about single marks."""

    @property
    def criteria(self) -> Sequence[Criterion]:
        """What marks are given for."""


class Demand(Scale, Protocol):
    """What a rubric says about whole sheets: the totals, in hundredths, beyond which a comment is needed."""

    @property
    def comment_below(self) -> int:
        """A lower total needs one."""

    @property
    def comment_above(self) -> int:
        """A higher total needs one."""


def accept(rubric: Scale, written: Mapping[str, object]) -> dict[str, int]:
    """Hundredths by criterion for any part of the rubric; blank marks are left out.

    Raises Invalid with the errors of every field, keyed `marks.<criterion>`.
    """
    criteria = {criterion.key: criterion for criterion in rubric.criteria}
    marks: dict[str, int] = {}
    errors: FieldErrors = {}
    for key, text in written.items():
        if text is None or (isinstance(text, str) and not text.strip()):
            continue
        found = _read(criteria.get(key), text)
        if isinstance(found, FieldError):
            errors[f"marks.{key}"] = [found.body()]
        else:
            marks[key] = found
    if errors:
        raise Invalid(errors)
    return marks


def _read(criterion: Criterion | None, text: object) -> int | FieldError:
    if criterion is None:
        return FieldError("unknown-criterion", _l("本阶段没有这个评分项。"))
    try:
        mark = points.read(text)
    except ValueError:
        return FieldError("not-a-number", _l("请填写 0 以上的数字，最多两位小数，例如 12.5。"))
    if mark > criterion.highest:
        return FieldError(
            "out-of-range", _l("分数应在 0 至 %(highest)s 之间。"), highest=points.plain(criterion.highest)
        )
    if mark % criterion.step:
        return FieldError("step", _l("分数应为 %(step)s 的整数倍。"), step=points.plain(criterion.step))
    return mark


def total_of(criteria: Sequence[Criterion], marks: Mapping[str, int]) -> int | None:
    """What the marks come to, as it is shown: rounded half up to hundredths; None where there is no mark."""
    if not marks:
        return None
    exact = sum(marks.get(one.key, 0) * one.worth for one in criteria if one.weight != one.highest)
    plain = sum(marks.get(one.key, 0) for one in criteria if one.weight == one.highest)
    return plain + (exact + Fraction(1, 2)).__floor__() if exact else plain


def lacking(rubric: Demand, marks: Mapping[str, int], comment: str) -> FieldErrors:
    """What still stops submission, by field; empty where the sheet may be handed in."""
    errors: FieldErrors = {
        f"marks.{criterion.key}": [FieldError("required", _l("请为这一项打分。")).body()]
        for criterion in rubric.criteria
        if criterion.key not in marks
    }
    if lacks_comment(rubric, marks, comment):
        limits = {"below": points.plain(rubric.comment_below), "above": points.plain(rubric.comment_above)}
        sentence = _l("总分低于 %(below)s 分或高于 %(above)s 分时，请填写评语。")
        errors["comment"] = [FieldError("required", sentence, **limits).body()]
    return errors


def unmarked(rubric: Scale, marks: Mapping[str, int]) -> int:
    """How many criteria have no mark yet."""
    return sum(criterion.key not in marks for criterion in rubric.criteria)


def lacks_comment(rubric: Demand, marks: Mapping[str, int], comment: str) -> bool:
    """Whether nothing is missing but the comment that such a total needs."""
    if comment or unmarked(rubric, marks):
        return False
    return comment_needed(rubric, total_of(rubric.criteria, marks) or 0)


def comment_needed(rubric: Demand, total: int) -> bool:
    """Whether a total is so low or so high that the judge has to say why."""
    return total < rubric.comment_below or total > rubric.comment_above


def as_missing(errors: FieldErrors) -> list[dict[str, Any]]:
    """The same as a list, as a page shows it."""
    return [{"field": field, **error} for field, found in errors.items() for error in found]
