"""Schemas made from a form, and what they make of answers."""

from collections.abc import Callable, Mapping
from typing import Any

import marshmallow as ma

from chassis.forms import rules
from chassis.forms.conditions import is_answered
from chassis.forms.definition import Form, is_required, is_shown_in_row
from chassis.forms.fields import (
    Area,
    Checks,
    Date,
    Field,
    Link,
    Money,
    Number,
    Radio,
    Rows,
    Select,
    Text,
    Undertaking,
)
from chassis.http.schemas import FieldError, Schema


class RowsAnswer(ma.fields.Field[list[dict[str, Any]]]):
    """Rows in which something stands; each is checked by the conditions of its own answers."""

    def __init__(self, rows: Rows) -> None:
        super().__init__()
        self.rows, self.schema = rows, schema_of(rows.fields)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> list[dict[str, Any]]:
        if not isinstance(value, list) or not all(isinstance(row, Mapping) for row in value):
            raise rules.refuse(rules.INVALID)
        errors: dict[Any, Any] = {}
        found: list[dict[str, Any]] = []
        for number, row in enumerate(value):
            if is_answered(row):
                loaded, wrong = checked(self.schema, *_asked(self.rows, row, data or {}))
                found.append(loaded)
                errors |= {number: wrong} if wrong else {}
        if errors:
            raise ma.ValidationError(errors)
        rules.refuse_count(len(found), self.rows.least, self.rows.most)
        return found


MADE: Mapping[type[Field], Callable[[Any], ma.fields.Field[Any]]] = {
    Text: rules.TextAnswer,
    Area: lambda field: (rules.RichAnswer if field.rich else rules.TextAnswer)(field),
    **dict.fromkeys((Number, Money), rules.FigureAnswer),
    **dict.fromkeys((Select, Radio), rules.ChoiceAnswer),
    Date: rules.DayAnswer,
    Checks: rules.ChoicesAnswer,
    Undertaking: rules.AgreedAnswer,
    Link: rules.LinkAnswer,
    Rows: RowsAnswer,
}
"""What reads and checks the answer of each kind; a file slot has no answer."""


def schema_of(fields: Form | tuple[Any, ...]) -> ma.Schema:
    """A schema with all rules but which fields are asked, which depends on the answers."""
    made = {field.key: MADE[type(field)](field) for field in fields if type(field) in MADE}
    return Schema.from_dict(made, name="Answers")(unknown=ma.EXCLUDE)


def checked(
    schema: ma.Schema, asked: Mapping[str, Field], needed: frozenset[str], given: Mapping[str, Any]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """The answers to the fields that are asked, and what is wrong, both in the order of the fields."""
    answers = {key: given[key] for key in asked if is_answered(given.get(key))}
    wrong: dict[Any, Any] = {}
    try:
        loaded: Any = schema.load(answers)
    except ma.ValidationError as error:
        loaded, wrong = error.valid_data or {}, dict(error.messages_dict)
    empty = {key for key in asked if not is_answered(loaded.get(key)) and key not in wrong}
    wrong |= {key: [demand(asked[key])] for key in needed & empty}
    return {key: loaded[key] for key in asked if key in loaded}, {key: wrong[key] for key in asked if key in wrong}


def demand(field: Field) -> FieldError:
    """What is said where a field has no answer and needs one."""
    if isinstance(field, Select | Radio | Checks):
        return rules.CHOOSE
    return rules.AGREE if isinstance(field, Undertaking) else rules.REQUIRED


def _asked(
    rows: Rows, row: Mapping[str, Any], around: Mapping[str, Any]
) -> tuple[dict[str, Field], frozenset[str], Mapping[str, Any]]:
    known = {**around, **row}
    asked: dict[str, Field] = {field.key: field for field in rows.fields if is_shown_in_row(field, known)}
    return asked, frozenset(f.key for f in rows.fields if f.key in asked and is_required(f, known)), row
