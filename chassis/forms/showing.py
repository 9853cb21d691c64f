"""Answers as they are read: by the team, by judges, by the public, in lists, in a search, in a person's own copy."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

import msgspec
from msgspec.structs import replace

from chassis.forms.bilingual import Said, Words
from chassis.forms.conditions import is_answered
from chassis.forms.definition import Form, is_shown_in_row
from chassis.forms.fields import (
    AnyField,
    Area,
    Audience,
    Chosen,
    Date,
    Field,
    File,
    Money,
    Number,
    Rows,
    Text,
    Undertaking,
    choice_names,
    kind_of,
)
from chassis.forms.files import Files
from chassis.words import markup
from chassis.words.moments import CHINESE, ENGLISH, calendar_day

MONEY = Words("万元", "×10,000 CNY")
_AGREED = Said("已承诺", "Agreed")
YES, NO = Said("是", "Yes"), Said("否", "No")
"""What a box says that is a setting of the office, and nobody's undertaking."""
_FILES = Words("{count} 个文件", "{count} file(s)")


class Shown(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One answer as somebody reads it."""

    key: str
    kind: str
    section: Words
    label: Words
    value: Said
    """Of rows: a line each."""
    columns: tuple[Words, ...] = ()
    rows: tuple[tuple[Said, ...], ...] = ()
    """The cells of repeated rows; empty for other kinds."""
    files: int = 0
    """How many files there are in a slot."""


def in_both(one: Shown) -> dict[str, Any]:
    """An answer and what stands around it as plain texts in both languages: what judging is told, and shows."""
    return {
        "kind": one.kind,
        "section": one.section.zh,
        "section_en": one.section.en,
        "label": one.label.zh,
        "label_en": one.label.en,
        "value": one.value.zh,
        "value_en": one.value.en,
        "columns": tuple((column.zh, column.en) for column in one.columns),
        "rows": tuple(tuple((cell.zh, cell.en) for cell in row) for row in one.rows),
    }


def sees(field: Field, audience: Audience, rows: Rows | None = None) -> bool:
    """Whether the audience may see the answer. The team sees all its answers; nobody sees handles."""
    if isinstance(field, Text) and field.is_hidden:
        return False
    if audience == "team":
        return True
    if rows is not None and not sees(rows, audience):
        return False
    return rows is not None if field.seen_by is None else audience in field.seen_by


def show(form: Form, answers: Mapping[str, Any], audience: Audience, files: Files | None = None) -> list[Shown]:
    """The answers this audience may see, in the form's order; nothing that was not asked or not answered."""
    stored = dict(files or {})
    asked = form.shown({**answers, **stored})
    given = ((field, stored.get(field.key) if isinstance(field, File) else answers.get(field.key)) for field in form)
    return [
        _shown(form, field, value, answers, audience)
        for field, value in given
        if field.key in asked and sees(field, audience) and is_given(field, value)
    ]


def is_given(field: AnyField, value: Any) -> bool:
    """Whether there is an answer, or a file in a slot."""
    return bool(value) if isinstance(field, File) else is_answered(value)


def written(field: AnyField, value: Any) -> Said:
    """An answer to a field other than rows, in both languages. What cannot be read is shown as it stands."""
    if isinstance(field, Chosen):
        return _chosen(choice_names(field), value if isinstance(value, list | tuple) else [value])
    if isinstance(field, Undertaking):
        return _AGREED if value is True else Said()
    if isinstance(field, File):
        return Said(*(text.format(count=len(value)) for text in (_FILES.zh, _FILES.en)))
    if isinstance(field, Number | Money):
        return _figure(field, value)
    if isinstance(field, Area) and field.rich:
        return Said(markup.plain(str(value)))
    return _day(value) if isinstance(field, Date) else Said(str(value))


def said(field: AnyField | None, value: Any) -> Said:
    """Any answer in both languages, rows a line each; as it stands where nothing is known of its field."""
    if isinstance(field, Rows):
        columns = [one for one in field.fields if sees(one, "team", field)]
        rows = [
            [written(one, row[one.key]) for one in columns if is_answered(row.get(one.key))]
            for row in _answered_rows(value)
        ]
        return _lines(rows)
    if field is None or isinstance(field, File):
        return Said("、".join(str(one) for one in value) if isinstance(value, list) else str(value))
    return written(field, value)


def searchable(form: Form, answers: Mapping[str, Any]) -> str:
    """The words of the answers that a search looks at, those inside of rows as well."""
    found: list[str] = []
    for field in form:
        value = answers.get(field.key)
        if isinstance(field, Rows) and isinstance(value, list):
            searched = [one for one in field.fields if one.searched or field.searched]
            found += [written(one, row.get(one.key)).zh for row, one in _cells(value, searched)]
        elif field.searched and is_given(field, value) and not isinstance(field, File | Rows):
            found.append(written(field, value).zh)
    return " ".join(found)


def listed(form: Form) -> dict[str, Words]:
    """The columns of lists: what each is called."""
    return {field.key: field.label for field in form if field.listed}


def cells(form: Form, answers: Mapping[str, Any], files: Files | None = None) -> dict[str, Said]:
    """What stands in the columns of lists; nothing where there is no answer."""
    return {one.key: one.value for one in show(form, answers, "team", files) if form[one.key].listed}


def own_copy(
    form: Form, answers: Mapping[str, Any], aside: Mapping[str, Any] | None = None, files: Files | None = None
) -> dict[str, Any]:
    """Everything somebody told, under the words of the form: also what is kept aside, and the names of the files."""
    found: dict[str, Any] = {one.label.zh: _told(one) for one in show(form, answers, "team", files)}
    found |= {slot.label.zh: [one.name for one in (files or {}).get(slot.key, ())] for slot in form.slots if files}
    kept = {form.by_key[key].label.zh if key in form.by_key else key: value for key, value in (aside or {}).items()}
    return {label: value for label, value in found.items() if value} | ({"未采用的内容": kept} if kept else {})


def impersonal(form: Form, answers: Mapping[str, Any]) -> dict[str, Any]:
    """The answers without those that are about the person who gave them."""
    return {key: value for key, value in answers.items() if key not in form.by_key or not form[key].personal}


def _told(one: Shown) -> Any:
    headings = [column.zh for column in one.columns]
    lines = [dict(zip(headings, (cell.zh for cell in row), strict=True)) for row in one.rows]
    return lines if one.columns else one.value.zh


def _shown(form: Form, field: AnyField, value: Any, answers: Mapping[str, Any], audience: Audience) -> Shown:
    one = Shown(
        key=field.key,
        kind=kind_of(field),
        section=form.section_of[field.key].title,
        label=field.label,
        value=Said() if isinstance(field, Rows) else written(field, value),
        files=len(value) if isinstance(field, File) else 0,
    )
    if not isinstance(field, Rows):
        return one
    columns = [inner for inner in field.fields if sees(inner, audience, field)]
    rows = tuple(_row(columns, row, answers) for row in _answered_rows(value)) if columns else ()
    return replace(one, value=_lines(rows), columns=tuple(inner.label for inner in columns), rows=rows)


def _lines(rows: Iterable[Iterable[Said]]) -> Said:
    """Cells as text, a line for each row."""
    both = [("；".join(cell.zh for cell in row), "; ".join(cell.english for cell in row)) for row in map(list, rows)]
    return Said(*("\n".join(lines) for lines in zip(*both, strict=True))) if both else Said()


def _row(columns: list[Any], row: Mapping[str, Any], answers: Mapping[str, Any]) -> tuple[Said, ...]:
    known = {**answers, **row}
    return tuple(
        written(one, row[one.key]) if is_answered(row.get(one.key)) and is_shown_in_row(one, known) else Said()
        for one in columns
    )


def _chosen(names: Mapping[str, Words], keys: Iterable[Any]) -> Said:
    known = [names.get(str(key)) or Said(str(key)) for key in keys]
    return Said("、".join(name.zh for name in known), ", ".join(name.en or name.zh for name in known))


def _answered_rows(value: Any) -> list[Mapping[str, Any]]:
    rows = value if isinstance(value, list | tuple) else []
    return [row for row in rows if isinstance(row, Mapping) and is_answered(row)]


def _cells(rows: Any, fields: list[Any]) -> Iterator[tuple[Mapping[str, Any], Any]]:
    return ((row, one) for row in _answered_rows(rows) for one in fields if is_answered(row.get(one.key)))


def _figure(field: Number | Money, value: Any) -> Said:
    number = figure(field, value)
    if isinstance(field, Money) and number is not None:
        return Said(f"{number:,.2f} {MONEY.zh}", f"CNY {number * 10_000:,.0f}")
    unit = MONEY if isinstance(field, Money) else field.unit
    text = str(value) if number is None else f"{number:,f}"
    return Said(f"{text} {unit.zh}", f"{text} {unit.en or unit.zh}") if unit else Said(text)


def figure(field: Number | Money, value: Any) -> Decimal | None:
    """The number somebody answered, exact; None where the answer is none."""
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        return None
    return number if number.is_finite() and abs(number.adjusted()) < 20 else None


def _day(value: Any) -> Said:
    try:
        day = date.fromisoformat(str(value))
    except ValueError:
        return Said(str(value))
    return Said(calendar_day(day, CHINESE), calendar_day(day, ENGLISH))
