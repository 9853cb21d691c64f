"""What a table is to bring about, described once: its columns, how a row is checked, and how it is done."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from chassis.http.errors import Problem
from chassis.words.folding import fold
from gateway.bulk.tables import LONGEST, Table
from gateway.clients.calls import sentence

Values = dict[str, Any]
"""What a row says, by column."""


class BadCell(Exception):
    """What is wrong with a cell, as a sentence for whoever filled it in."""


class UnknownColumns(Problem):
    status = 422
    code = "unknown-columns"
    title = _l("列名对不上")

    def __init__(self, missing: Sequence[str], unknown: Sequence[str]) -> None:
        said = _l("没有找到列：%(missing)s。没有认出的列：%(unknown)s。列名可参照页面上的样例。")
        self.detail: Any = said if unknown else _l("没有找到列：%(missing)s。第一行应为列名，可参照页面上的样例。")
        super().__init__(missing="、".join(missing), unknown="、".join(unknown))


@dataclass(frozen=True)
class Cell:
    """A column of the table: what it is called, and how its text is read."""

    key: str
    title: Any
    names: Sequence[str] = ()
    """What it may be called besides, in either language."""
    read: Callable[[str], Any] = str
    """The value of a cell's text. Raises BadCell."""
    required: bool = False
    sample: str = ""


@dataclass(frozen=True)
class Row:
    """A row of the table and what comes of it."""

    number: int
    """As people count: the first row below the head is 1."""
    cells: tuple[str, ...]
    values: Values = field(default_factory=dict)
    errors: Sequence[str] = ()
    """What is wrong with it; such a row is left out."""
    outcome: str = ""
    """What will be done, or what was."""
    done: bool = False

    @property
    def good(self) -> bool:
        """Whether it can be done."""
        return not self.errors


@dataclass(frozen=True)
class Batch:
    """A kind of table that can be worked through."""

    name: str
    """Names it in addresses and file names, in English."""
    title: Any
    columns: Sequence[Cell]
    foresee: Callable[[Values], str]
    """What would be done for a row, as a sentence. Raises BadCell, Problem where it cannot be."""
    do: Callable[[Values], str] | None = None
    """Does it, within the transaction of the request; says what was done. Raises Problem."""
    do_all: Callable[[Sequence[Values]], None] | None = None
    """Does all good rows at once instead, for what can only be changed as a whole. Raises Problem."""
    unique: Sequence[str] = ()
    """Columns that no two rows may share."""

    @property
    def head(self) -> tuple[str, ...]:
        """The head of the table that the check shows and takes again."""
        return tuple(str(column.title) for column in self.columns)

    def check(self, table: Table) -> list[Row]:
        """Every row with what would come of it. Nothing is changed. Raises UnknownColumns."""
        places = self._places(table)
        seen: dict[tuple[str, Any], int] = {}
        return [self._checked(number, row, places, seen) for number, row in enumerate(table.rows, 1)]

    def work(self, rows: Sequence[Row]) -> list[Row]:
        """Do the good rows, one after the other; one that is refused does not stop those after it."""
        if self.do_all is not None:
            return self._worked_at_once(rows, self.do_all)
        return [self._worked(row, self.do) if row.good and self.do else row for row in rows]

    def unused(self, table: Table) -> list[str]:
        """Columns of the table that nothing is read from."""
        known = {fold(name) for column in self.columns for name in (str(column.title), column.key, *column.names)}
        return [title for title in table.head if title and fold(title) not in known]

    def _places(self, table: Table) -> Mapping[str, int]:
        called = {fold(title): place for place, title in reversed(list(enumerate(table.head)))}
        found = {}
        for column in self.columns:
            names = (str(column.title), column.key, *column.names)
            place = next((called[fold(name)] for name in names if fold(name) in called), None)
            if place is not None:
                found[column.key] = place
        missing = [str(column.title) for column in self.columns if column.required and column.key not in found]
        if missing:
            raise UnknownColumns(missing, self.unused(table))
        return found

    def _checked(
        self, number: int, row: Sequence[str], places: Mapping[str, int], seen: dict[tuple[str, Any], int]
    ) -> Row:
        cells = tuple(row[places[column.key]] if column.key in places else "" for column in self.columns)
        values, errors = self._read(cells)
        for key in self.unique:
            before = seen.setdefault((key, values.get(key)), number)
            if before != number and values.get(key):
                errors.append(_("与第 %(number)d 行重复。", number=before))
        outcome = ""
        if not errors:
            try:
                outcome = self.foresee(values)
            except BadCell as wrong:
                errors.append(str(wrong))
            except Problem as refusal:
                errors.append(sentence(refusal))
        return Row(number, cells, values, errors, outcome)

    def _read(self, cells: Sequence[str]) -> tuple[Values, list[str]]:
        values: Values = {}
        errors: list[str] = []
        for column, text in zip(self.columns, cells, strict=True):
            try:
                if not text and column.required:
                    raise BadCell(_("没有填写。"))
                if len(text) > LONGEST:
                    raise BadCell(_("最多 %(most)d 个字。", most=LONGEST))
                values[column.key] = column.read(text)
            except BadCell as wrong:
                errors.append(_("%(column)s：%(wrong)s", column=column.title, wrong=wrong))
        return values, errors

    def _worked(self, row: Row, do: Callable[[Values], str]) -> Row:
        try:
            return replace(row, outcome=do(row.values), done=True)
        except Problem as refusal:
            return replace(row, errors=(sentence(refusal),))

    def _worked_at_once(self, rows: Sequence[Row], do: Callable[[Sequence[Values]], None]) -> list[Row]:
        try:
            do([row.values for row in rows if row.good])
        except Problem as refusal:
            return [replace(row, errors=(sentence(refusal),)) if row.good else row for row in rows]
        return [replace(row, done=True) if row.good else row for row in rows]
