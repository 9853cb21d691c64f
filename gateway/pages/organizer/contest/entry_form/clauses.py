"""Conditions as rows to pick from: each names a field and an answer, and says whether that holds or not."""

from collections.abc import Iterator, Mapping
from typing import Any

from flask_babel import gettext as _

from chassis import shapes
from chassis.forms.bilingual import Words
from chassis.forms.conditions import AllOf, AnyOf, Condition, Equals, Filled, Not, OneOf, joined, named_in
from chassis.forms.definition import Form
from chassis.forms.fields import AnyField, Choice, Chosen, File, Rows, Undertaking

ALL, ANY, KEPT = "all", "any", "kept"
"""How rows are joined; `kept`: the condition is more than rows can say, and stays as it is."""
YES, NO = "yes", "no"
FILLED = "?"
"""Stands for an answer of whatever kind."""
Row = dict[str, str]


def clause_choices(form: Form, place: str) -> list[Choice]:
    """What the part at this place can ask about: every answer of other fields that do not depend on it."""
    return [Choice(*one) for field in _askable(form, place) for one in _clauses(field)]


def _askable(form: Form, place: str) -> Iterator[AnyField]:
    key, _dot, cell = place.partition(".")
    barred = _dependent(form, {key} if not place.startswith("@") else _keys_of(form, place[1:]))
    yield from (field for field in form if field.key not in barred)
    rows = form.by_key.get(key)
    if cell and isinstance(rows, Rows):
        yield from (one for one in rows.fields if one.key != cell)


def _keys_of(form: Form, section: str) -> set[str]:
    return {field.key for one in form.sections if one.key == section for field in one.fields}


def _dependent(form: Form, keys: set[str]) -> set[str]:
    """These fields, and all that are shown by their answers, or by those of these."""
    found = set(keys)
    while more := {
        key
        for key, condition in form.conditions.items()
        if key not in found and condition and any(one.field in found for one in named_in(condition))
    }:
        found |= more
    return found


def _clauses(field: AnyField) -> Iterator[tuple[str, Words]]:
    if isinstance(field, Chosen):
        for one in field.choices:
            yield f"{field.key}={one.key}", _both(field.label, one.name)
    said = Words("已填写", "answered")
    if isinstance(field, Undertaking):
        said = Words("已同意", "agreed to")
    elif isinstance(field, File):
        said = Words("已上传", "uploaded")
    yield f"{field.key}={FILLED}", _both(field.label, said)


def _both(label: Words, said: Words) -> Words:
    return Words(f"{label.zh}：{said.zh}", f"{label.en or label.zh}: {said.en or said.zh}")


def rows_of(condition: Condition | None) -> tuple[str, list[Row]]:
    """How the condition is joined, and its rows; KEPT and none where rows cannot say it."""
    match condition:
        case None:
            return ALL, []
        case OneOf(field, values):
            return ANY if len(values) > 1 else ALL, [_row(f"{field}={value}") for value in values]
        case AllOf(of) | AnyOf(of):
            rows = [_simple(one) for one in of]
            return (KEPT, []) if None in rows else (ALL if isinstance(condition, AllOf) else ANY, _known(rows))
        case _:
            row = _simple(condition)
            return (ALL, [row]) if row else (KEPT, [])


def _known(rows: list[Row | None]) -> list[Row]:
    return [row for row in rows if row]


def _simple(condition: Condition) -> Row | None:
    match condition:
        case Not(Equals() | Filled() | OneOf() as one):
            row = _simple(one)
            return row | {"holds": NO} if row else None
        case Equals(field, value) | OneOf(field, (value,)):
            return _row(f"{field}={value}")
        case Filled(field):
            return _row(f"{field}={FILLED}")
    return None


def _row(clause: str) -> Row:
    return {"clause": clause, "holds": YES}


def condition_of(mode: str, rows: list[Mapping[str, str]]) -> Condition | None:
    """The condition that rows say; those in which nothing was picked say nothing."""
    parts = [_condition(row) for row in rows if row.get("clause")]
    return AnyOf(tuple(parts)) if mode == ANY and len(parts) > 1 else joined(parts)


def _condition(row: Mapping[str, str]) -> Condition:
    field, _equals, value = row["clause"].partition("=")
    found: Condition = Filled(field) if value == FILLED else Equals(field, value)
    return Not(found) if row.get("holds") == NO else found


def read_condition(document: Any) -> Condition | None:
    """The condition of a document."""
    found: Condition | None = None if document is None else shapes.fit(document, Condition)
    return found


def holding() -> tuple[Choice, ...]:
    """Whether an answer has to be the one of the row."""
    return (Choice(YES, Words(_("是"))), Choice(NO, Words(_("不是"))))
