"""What a form document must not contradict itself in; its shape alone does not say it."""

from collections.abc import Iterator
from datetime import date
from graphlib import CycleError
from typing import Any

from flask_babel import lazy_gettext as _l

from chassis.forms.conditions import DEEPEST, Condition, Equals, Filled, OneOf, depth, named_in
from chassis.forms.definition import Form, Section
from chassis.forms.fields import AnyField, Area, Checks, Chosen, Date, Money, Number, Rows, Text
from chassis.http.schemas import FieldError

RESERVED = frozenset(("all", "action", "csrf_token", "etag", "form", "main", "note", "row"))
"""Names that pages use for their own parts."""
MOST_FIELDS = 200
"""Fields of one form."""
Found = Iterator[tuple[str, FieldError]]


def faults(form: Form) -> dict[str, list[FieldError]]:
    """What is wrong, by its place in the document; empty where the form can be used."""
    found: dict[str, list[FieldError]] = {}
    for place, error in _all(form):
        found.setdefault(place, []).append(error)
    return found


def _all(form: Form) -> Found:
    yield from _repeated(form)
    for place, field in _fields(form):
        yield from _field(place, field)
        if isinstance(field, Rows):
            yield from _rows(place, field)
    for place, known, part in _conditioned(form):
        yield from _conditions(place, known, part)
    try:
        _ = form.order
    except CycleError as cycle:
        around = "、".join(dict.fromkeys(cycle.args[1]))
        yield "sections", FieldError("circle", _l("显示条件互相依赖：%(fields)s。请去掉其中一个条件。"), fields=around)


def _fields(form: Form) -> Iterator[tuple[str, AnyField]]:
    for s, section in enumerate(form.sections):
        for f, field in enumerate(section.fields):
            yield f"sections.{s}.fields.{f}", field


def _repeated(form: Form) -> Found:
    sentence = _l("标识“%(key)s”重复或为系统保留，请换一个。")
    seen: set[str] = set(RESERVED)
    if len(list(form)) > MOST_FIELDS:
        yield "sections", FieldError("too-many", _l("表单最多 %(most)d 项。"), most=MOST_FIELDS)
    for place, field in _fields(form):
        if field.key in seen:
            yield f"{place}.key", FieldError("repeated-key", sentence, key=field.key)
        seen.add(field.key)
    keys = [section.key for section in form.sections]
    for number, key in enumerate(keys):
        if key in keys[:number] or key in RESERVED:
            yield f"sections.{number}.key", FieldError("repeated-key", sentence, key=key)


def _rows(place: str, rows: Rows) -> Found:
    seen: set[str] = set()
    for number, field in enumerate(rows.fields):
        inner = f"{place}.fields.{number}"
        if field.key in seen:
            yield f"{inner}.key", FieldError("repeated-key", _l("标识“%(key)s”重复，请换一个。"), key=field.key)
        seen.add(field.key)
        yield from _field(inner, field)


def _field(place: str, field: AnyField) -> Found:
    if isinstance(field, Text | Area | Rows | Checks) and field.least > field.most:
        yield f"{place}.most", FieldError("disorder", _l("上限不能小于下限。"))
    if isinstance(field, Number | Money):
        yield from _figures(place, field)
    if isinstance(field, Date):
        yield from _days(place, field)
    if isinstance(field, Chosen):
        keys = [choice.key for choice in field.choices]
        if len(set(keys)) < len(keys):
            yield f"{place}.choices", FieldError("repeated-key", _l("选项的标识不能重复。"))
        if not keys and not field.source:
            yield f"{place}.choices", FieldError("required", _l("请至少给出一个选项。"))


def _figures(place: str, field: Number | Money) -> Found:
    for name in ("low", "high"):
        bound = getattr(field, name)
        if bound is not None and not (bound.is_finite() and bound.adjusted() < 15 and bound.as_tuple().exponent > -16):
            yield f"{place}.{name}", FieldError("invalid", _l("应为 15 位以内的数字。"))
            return
    if field.low is not None and field.high is not None and field.low > field.high:
        yield f"{place}.high", FieldError("disorder", _l("上限不能小于下限。"))


def _days(place: str, field: Date) -> Found:
    for name in ("earliest", "latest"):
        bound = getattr(field, name)
        try:
            _ = bound in (None, "today") or date.fromisoformat(bound)
        except ValueError:
            yield f"{place}.{name}", FieldError("invalid", _l("没有这一天。"))
            return
    fixed = field.earliest and field.latest and "today" not in (field.earliest, field.latest)
    if fixed and (field.earliest or "") > (field.latest or ""):
        yield f"{place}.latest", FieldError("disorder", _l("最晚日期不能早于最早日期。"))


def _conditioned(form: Form) -> Iterator[tuple[str, dict[str, AnyField], Section | AnyField]]:
    """Every part with conditions, with the fields these may ask about."""
    for number, section in enumerate(form.sections):
        yield f"sections.{number}", form.by_key, section
    for place, field in _fields(form):
        yield place, form.by_key, field
        if isinstance(field, Rows):
            known: dict[str, Any] = {**form.by_key, **{one.key: one for one in field.fields}}
            for number, inner in enumerate(field.fields):
                yield f"{place}.fields.{number}", known, inner


def _conditions(place: str, known: dict[str, AnyField], part: Section | AnyField) -> Found:
    for key, values in part.only_for.items():
        yield from _asked(f"{place}.only_for.{key}", known, OneOf(key, values))
    for name in ("shown_when", "required_when"):
        condition: Condition | None = getattr(part, name, None)
        if condition is None:
            continue
        if depth(condition) > DEEPEST:
            yield f"{place}.{name}", FieldError("too-deep", _l("条件最多嵌套 %(most)d 层。"), most=DEEPEST)
            continue
        for one in named_in(condition):
            yield from _asked(f"{place}.{name}", known, one)


def _asked(place: str, known: dict[str, AnyField], one: Equals | OneOf | Filled) -> Found:
    field = known.get(one.field)
    if field is None:
        yield place, FieldError("unknown-field", _l("条件提到的“%(key)s”不在表单中。"), key=one.field)
        return
    values = () if isinstance(one, Filled) else one.values if isinstance(one, OneOf) else (one.value,)
    if isinstance(field, Chosen) and field.choices:
        keys = {choice.key for choice in field.choices}
        for value in values:
            if value not in keys:
                sentence = _l("条件提到的选项“%(value)s”不在“%(label)s”中。")
                yield place, FieldError("unknown-choice", sentence, value=value, label=str(field.label))
    elif values and not isinstance(field, (*Chosen, Text)):
        yield place, FieldError("not-comparable", _l("“%(label)s”只能用“已填写”作条件。"), label=str(field.label))
