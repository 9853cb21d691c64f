"""Reading what is asked all the time: a statement is put into the driver's words once, and its rows come plain."""

from collections import namedtuple
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import Select
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import Session

from chassis.storage.engine import Database

Convert = Callable[[Any], Any] | None


class Prepared:
    """A SELECT for the few questions that nearly every request asks: by itself it costs a fifth of a session's.

    Its parameters are `bindparam`s with names of their own; no list is among them.
    """

    def __init__(self, statement: Select[*tuple[Any, ...]]) -> None:
        self._statement = statement
        self._wordings: dict[str, _Wording] = {}

    def rows(self, source: Database | Session, **values: object) -> list[Any]:
        """What it answers: as everybody sees the database now or, in a session, within the view of that session."""
        if isinstance(source, Session):
            return list(source.execute(self._statement, values))
        wording = self._wordings.get(source.engine.name)
        if wording is None:
            wording = self._wordings[source.engine.name] = _Wording(self._statement, source.engine.dialect)
        return wording.read(source.rows(wording.text, wording.bound(values)))

    def first(self, source: Database | Session, **values: object) -> Any | None:
        """The first row, if there is one."""
        return next(iter(self.rows(source, **values)), None)


class _Wording:
    """A statement in the words of one driver, with how values go there and come back."""

    def __init__(self, statement: Select[*tuple[Any, ...]], dialect: Dialect) -> None:
        compiled: Any = statement.compile(dialect=dialect)
        self.text = str(compiled)
        self._order: Sequence[str] | None = compiled.positiontup
        self._fixed: Mapping[str, Any] = compiled.params
        self._ways: dict[str, Convert] = {
            name: one.type.dialect_impl(dialect).bind_processor(dialect) for name, one in compiled.binds.items()
        }
        columns = statement.selected_columns
        self._row: Any = namedtuple("Row", columns.keys())  # type: ignore[misc]  # its names are those of the statement
        found = ((at, one.type.dialect_impl(dialect).result_processor(dialect, None)) for at, one in enumerate(columns))
        self._read: list[tuple[int, Callable[[Any], Any]]] = [(at, convert) for at, convert in found if convert]

    def bound(self, values: Mapping[str, object]) -> Any:
        """The values as the driver takes them."""
        given = {name: self._sent(name, value) for name, value in (*self._fixed.items(), *values.items())}
        return given if self._order is None else [given[name] for name in self._order]

    def _sent(self, name: str, value: object) -> Any:
        convert = self._ways[name]
        return convert(value) if convert else value

    def read(self, found: Sequence[Sequence[Any]]) -> list[Any]:
        """What the driver answered, as code knows it."""
        rows = []
        for one in found:
            row = list(one)
            for at, convert in self._read:
                row[at] = convert(row[at])
            rows.append(self._row._make(row))
        return rows
