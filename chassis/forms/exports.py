"""Answers as cells of a table: a column per field, repeated rows joined in one cell."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import msgspec

from chassis.forms.bilingual import Said, Words
from chassis.forms.definition import Form
from chassis.forms.fields import File, Money, Number
from chassis.forms.files import Files
from chassis.forms.showing import MONEY, figure, show


class Column(msgspec.Struct, frozen=True):
    """A column of an export."""

    key: str
    heading: Words
    number: bool = False
    """Whether its answers are figures."""


def columns(form: Form) -> list[Column]:
    """The columns, in the form's order; units stand in the headings."""
    return [Column(field.key, _heading(field), isinstance(field, Number | Money)) for field in form]


def row(form: Form, answers: Mapping[str, Any], files: Files | None = None) -> list[str | Decimal]:
    """The cells of one answered form under `columns`; numbers stay numbers, rows and files are joined with “；”."""
    shown = {one.key: one for one in show(form, answers, "team", files)}
    found: list[str | Decimal] = []
    for field in form:
        one = shown.get(field.key)
        number = figure(field, answers.get(field.key)) if one and isinstance(field, Number | Money) else None
        if number is not None:
            found.append(number)
        elif one and one.columns:
            found.append("；".join(_joined(cells) for cells in one.rows))
        elif one and isinstance(field, File):
            found.append("；".join(file.name for file in (files or {}).get(field.key, ())))
        else:
            found.append(str(one.value) if one else "")
    return found


def _joined(cells: tuple[Said, ...]) -> str:
    """One row: the first cell, and the others in brackets."""
    first, *others = [str(cell) for cell in cells if cell.zh] or [""]
    return f"{first}（{'，'.join(others)}）" if others else first


def _heading(field: Any) -> Words:
    unit = MONEY if isinstance(field, Money) else getattr(field, "unit", None)
    if unit is None:
        return Words(field.label.zh, field.label.en)
    return Words(f"{field.label.zh}（{unit.zh}）", f"{field.label.en or field.label.zh} ({unit.en or unit.zh})")
