"""What may be saved of a form half done: anything that has the shape of an answer and a bounded size."""

from collections.abc import Mapping
from typing import Any

import marshmallow as ma
from flask_babel import lazy_gettext as _l

from chassis.forms import rules
from chassis.forms.definition import Form
from chassis.forms.fields import AnyField, Area, Checks, File, Link, Rows, Text, Undertaking
from chassis.http import schemas
from chassis.http.errors import Invalid
from chassis.http.schemas import FieldError, Trimmed, field_errors, sentence

ROOM = 10
"""How many times its limit a text may have while it is a draft."""
_LEAST_ROOM = 1000
_MOST_CHOICES = 200
"""Choices of a draft."""


def load_draft(form: Form, given: Any, stored: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """The answers as they are saved, complete or not, under the keys that were given. Raises Invalid.

    `stored` is what there is already: an answer that came to be too long for a new version may be saved again, and
    made shorter step by step.
    """
    if not isinstance(given, Mapping):
        raise Invalid({"_schema": [FieldError("type", sentence("type")).body()]})
    found: dict[str, Any] = {}
    errors: dict[str, Any] = {}
    for key, value in given.items():
        field = form.by_key.get(key) if isinstance(key, str) else None
        try:
            found[key] = _saved(field, value, (stored or {}).get(key))
        except ma.ValidationError as error:
            errors[str(key)] = error.messages
    if errors:
        raise Invalid(field_errors({"json": errors}))
    return found


def room(field: AnyField) -> int:
    """How many code points a draft may hold in a field of text."""
    most = field.most if isinstance(field, Text | Area | Link) else 0
    return max(ROOM * most, _LEAST_ROOM)


def _saved(field: AnyField | None, value: Any, stored: Any) -> Any:
    match field:
        case Rows():
            return _rows(field, value, stored if isinstance(stored, list) else [])
        case Checks():
            return _several(value)
        case Undertaking():
            if value not in (True, False, None):
                raise rules.refuse(rules.INVALID)
            return value is True
        case None:
            raise rules.refuse(FieldError("unknown", sentence("unknown")))
    if isinstance(field, File):
        raise rules.refuse(FieldError("unknown", sentence("unknown")))
    return _text(field, value, len(stored) if isinstance(stored, str) else 0)


def _text(field: AnyField, value: Any, stored: int) -> str:
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = str(value)
    line = schemas.Text() if isinstance(field, Area) else Trimmed()
    text: str = "" if value is None else line.deserialize(value)
    if isinstance(field, Area) and field.rich:
        text = rules.rich_text(text)
    if isinstance(field, Text):
        text = rules.in_usual_form(field, text)
    most = max(room(field), stored)
    if len(text) > most:
        long = _l("最多 %(most)d 个字，现有 %(count)d 个字。")
        raise rules.refuse(FieldError("too-long", long, most=most, count=len(text)))
    return text


def _several(value: Any) -> list[str]:
    given = [] if value is None else [value] if isinstance(value, str) else value
    if not isinstance(given, list) or len(given) > _MOST_CHOICES:
        raise rules.refuse(rules.INVALID)
    found = [str(Trimmed().deserialize(one)) for one in given]
    if any(len(one) > _LEAST_ROOM for one in found):
        raise rules.refuse(rules.INVALID)
    return list(dict.fromkeys(found))


def _rows(rows: Rows, value: Any, stored: list[Any]) -> list[dict[str, Any]]:
    given = [] if value is None else value
    if not isinstance(given, list) or not all(isinstance(row, Mapping) for row in given):
        raise rules.refuse(rules.INVALID)
    rules.refuse_count(len(given), 0, max(rows.most, len(stored)))
    fields = {field.key: field for field in rows.fields}
    longest = {key: max((str(row.get(key) or "") for row in stored), key=len, default="") for key in fields}
    found: list[dict[str, Any]] = []
    errors: dict[Any, Any] = {}
    for number, row in enumerate(given):
        saved: dict[str, Any] = {}
        for key, one in row.items():
            try:
                saved[key] = _saved(fields.get(key), one, longest.get(key))
            except ma.ValidationError as error:
                errors.setdefault(number, {})[str(key)] = error.messages
        found.append(saved)
    if errors:
        raise ma.ValidationError(errors)
    return found
