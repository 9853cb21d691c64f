"""Answers to a form: what is asked and what is kept aside, what is missing, and the whole as it is handed in."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

import marshmallow as ma

from chassis.forms import patterns
from chassis.forms.conditions import is_answered
from chassis.forms.definition import Form
from chassis.forms.fields import File, Rows, Text
from chassis.forms.files import Files, slot_errors, unready
from chassis.forms.schemas import checked, schema_of
from chassis.http.errors import Invalid
from chassis.http.schemas import field_errors

Errors = dict[str, list[dict[str, str]]]


@dataclass(frozen=True)
class Settled:
    """Answers to what is asked, and those to what is not asked at present: kept, never lost."""

    answers: dict[str, Any]
    aside: dict[str, Any]


@dataclass(frozen=True)
class Examined:
    """What a submission would be, and what is wrong with it, both in the form's order."""

    answers: dict[str, Any]
    errors: Errors


def settle(form: Form, given: Any, files: Files | None = None, aside: Mapping[str, Any] | None = None) -> Settled:
    """Part the answers by what the form asks at present. What was kept aside comes back once it is asked again."""
    known = _mapping(given)
    together = dict(aside or {}) | known
    shown = form.shown(together | dict(files or {}))
    answers = {key: value for key, value in together.items() if key in shown and not _is_slot(form, key)}
    rest = {key: value for key, value in together.items() if key not in answers and is_answered(value)}
    return Settled(answers, rest)


def examine(form: Form, given: Any, files: Files | None = None) -> Examined:
    """Check answers and files by all rules."""
    known, stored = _mapping(given), dict(files or {})
    whole = known | {slot.key: stored.get(slot.key, ()) for slot in form.slots}
    shown = form.shown(whole)
    needed = form.required(whole, shown)
    asked = {field.key: field for field in form if field.key in shown and not isinstance(field, File)}
    answers, wrong = checked(_schema(form), asked, needed, known)
    for slot in (slot for slot in form.slots if slot.key in shown):
        held = stored.get(slot.key, ())
        if found := slot_errors(slot, held, needed=slot.key in needed) or unready(held):
            wrong[slot.key] = found
    return Examined(
        answers, field_errors({"json": {field.key: wrong[field.key] for field in form if field.key in wrong}})
    )


def load_submission(form: Form, given: Any, files: Files | None = None) -> dict[str, Any]:
    """The answers as they are handed in: what is asked and nothing else, evenly written. Raises Invalid."""
    found = examine(form, given, files)
    if found.errors:
        raise Invalid(found.errors)
    return found.answers


def missing(form: Form, given: Any, files: Files | None = None) -> Errors:
    """What still stops a submission, by field: empty where the form could be handed in."""
    return examine(form, given, files).errors


def fields_of(errors: Mapping[str, Any]) -> list[str]:
    """The fields with something wrong, each once though several of its rows or parts are: 还差 3 项."""
    return list(dict.fromkeys(path.partition(".")[0] for path in errors))


def warnings(form: Form, given: Any) -> Errors:
    """What looks wrong and is accepted all the same: credit codes whose check digit does not fit."""
    known = _mapping(given)
    found: Errors = {}
    for path, field, value in _lines(form, known):
        code = patterns.credit_code(value) if field.pattern == "uscc" and isinstance(value, str) else None
        if isinstance(code, str) and not patterns.has_check_digit(code):
            found[path] = [patterns.UNUSUAL_CODE.body()]
    return found


def _lines(form: Form, known: Mapping[str, Any]) -> list[tuple[str, Text, Any]]:
    found: list[tuple[str, Text, Any]] = []
    for field in form:
        value = known.get(field.key)
        if isinstance(field, Text):
            found.append((field.key, field, value))
        elif isinstance(field, Rows) and isinstance(value, list):
            rows = [(number, row) for number, row in enumerate(value) if isinstance(row, Mapping)]
            lines = [one for one in field.fields if isinstance(one, Text)]
            found += [(f"{field.key}.{n}.{one.key}", one, row.get(one.key)) for n, row in rows for one in lines]
    return found


def _schema(form: Form) -> ma.Schema:
    """The form's schema, made once and kept with it."""
    kept = vars(form)
    if "schema" not in kept:
        kept["schema"] = schema_of(form)
    return cast(ma.Schema, kept["schema"])


def _mapping(given: Any) -> dict[str, Any]:
    return {key: value for key, value in given.items() if isinstance(key, str)} if isinstance(given, Mapping) else {}


def _is_slot(form: Form, key: str) -> bool:
    return isinstance(form.by_key.get(key), File)
