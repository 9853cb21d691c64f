"""The rows of the table of marks: what was typed into it, and how each row stands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from gateway.clients.judging.sheets import OwnSheet
from gateway.forms.form import plain

ETAG = "etag-"
"""Prefix of the field that says which version of a sheet its row was typed over; the assignment's id follows."""
MARK = "mark-"
"""Prefix of the fields of marks; the assignment's id and the criterion's key follow."""
MOST = 500
"""Rows of one table that are read at most."""
ID = len(str(UUID(int=0)))


@dataclass(frozen=True)
class Typed:
    """A row as it was sent."""

    etag: str
    marks: Mapping[str, str]
    """By the criterion's key, blank ones too."""


@dataclass(frozen=True)
class Row:
    """A row as it is shown: the sheet, with what was typed over it and what is wrong with that."""

    sheet: OwnSheet
    marks: Mapping[str, str]
    errors: Mapping[str, str] = field(default_factory=dict)
    """The first message about each criterion's mark."""
    others: Mapping[str, str] = field(default_factory=dict)
    """Marks that were saved elsewhere meanwhile, where they differ."""
    unsaved: Mapping[str, str] = field(default_factory=dict)
    """Marks that were typed and can be saved no more."""
    problem: str = ""

    @property
    def changed(self) -> bool:
        """Whether marks stand in the row that are not saved."""
        return {key: mark for key, mark in self.marks.items() if mark} != self.sheet.marks


def typed_rows(fields: Mapping[str, str]) -> dict[UUID, Typed]:
    """The rows among the fields of a form, by assignment; whatever else is there is left out."""
    marks: dict[str, dict[str, str]] = {}
    for name, text in fields.items():
        if name.startswith(MARK):
            of, key = name[len(MARK) :][:ID], name[len(MARK) + ID + 1 :]
            marks.setdefault(of, {})[key] = plain(text)
    etags = [(name[len(ETAG) :], text) for name, text in fields.items() if name.startswith(ETAG)]
    named = [(number, of, etag) for of, etag in etags[:MOST] if (number := _number(of))]
    return {number: Typed(etag, marks.get(of, {})) for number, of, etag in named}


def shown_rows(sheets: Sequence[OwnSheet], typed: Mapping[UUID, Typed]) -> list[Row]:
    """Each sheet with what was typed over it; where another version was saved meanwhile, that beside it."""
    return [_shown(sheet, typed[sheet.id]) if sheet.id in typed else Row(sheet, sheet.marks) for sheet in sheets]


def _shown(sheet: OwnSheet, given: Typed) -> Row:
    changed = differing(sheet, given)
    if not sheet.may_save:
        return Row(sheet, sheet.marks, unsaved={key: given.marks[key] for key in changed})
    return Row(sheet, {**sheet.marks, **given.marks}, others=changed if given.etag != sheet.etag else {})


def differing(sheet: OwnSheet, typed: Typed) -> dict[str, str]:
    """The stored mark of each criterion for which another was typed; empty text where there is none."""
    stored = sheet.marks
    return {key: stored.get(key, "") for key, mark in typed.marks.items() if mark != stored.get(key, "")}


def messages(problem: Mapping[str, Any]) -> dict[str, str]:
    """The first message about each criterion's mark, by its key."""
    found = problem.get("errors") or {}
    return {path.partition(".")[2]: given[0]["message"] for path, given in found.items() if given}


def with_refusal(row: Row, problem: Mapping[str, Any]) -> Row:
    """The row with why it was not saved; what was saved elsewhere meanwhile explains itself."""
    errors = messages(problem)
    said = "" if errors or row.others else str(problem.get("detail", ""))
    return replace(row, errors=errors, problem=said)


def _number(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
