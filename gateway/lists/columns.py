"""What a list shows of each of its rows, on the page and in a file."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, Generic, NamedTuple, TypeVar

from gateway.shell.state_words import STATES
from gateway.shell.times import local, short

Row = TypeVar("Row", contravariant=True)
Value = str | int | Decimal | datetime | None
"""What a cell holds: text, a number, a time, or nothing."""


class Cell(NamedTuple):
    """A cell as the page shows it."""

    text: str
    """Plain, or Markup."""
    moment: str
    """The machine's form of a time; empty for others."""
    link: str
    note: str


@dataclass(frozen=True)
class Column(Generic[Row]):
    """One column. The page shows `value`, unless `shown` says it in other words; a file always has `value`."""

    key: str
    """Names it in addresses, where the list can be sorted by it."""
    title: Any
    value: Callable[[Row], Value]
    shown: Callable[[Row], str] | None = None
    """The cell as text of the page, or as Markup."""
    link: Callable[[Row], str] | None = None
    """Where the cell leads to."""
    note: Callable[[Row], str] | None = None
    """A quiet second line; a file has it only where it is a column of its own."""
    sort: bool = False
    head: bool = False
    """Whether it names the row: the one that phones show first and screen readers announce."""
    person: bool = False
    """Whether the name of the row is a person's, which needs less room than a title."""
    number: bool = False
    """Whether it is set as figures are, to the right."""
    keep: bool = False
    """Whether its text never breaks over lines."""
    filed_only: bool = False
    """Whether only files have it."""
    page_only: bool = False
    """Whether only the page has it: what can be done there."""

    def cell(self, row: Row) -> Cell:
        """What the page shows of a row."""
        value = self.value(row)
        text = self.shown(row) if self.shown else _said(value)
        moment = value.isoformat() if isinstance(value, datetime) else ""
        return Cell(text, moment, self.link(row) if self.link else "", self.note(row) if self.note else "")


def _said(value: Value) -> str:
    if isinstance(value, datetime):
        return short(value)
    return "" if value is None else str(value)


def state(key: str, title: Any, of: Callable[[Row], str], prefix: str = "") -> Column[Row]:
    """A column of states: a file has the word that the page shows as a mark."""

    def word(row: Row) -> str:
        found = STATES.get(prefix + of(row))
        return str(found[0]) if found else of(row)

    return StateColumn(key, title, word, keep=True, of=of, prefix=prefix)


@dataclass(frozen=True)
class StateColumn(Column[Row]):
    """A column that shows a state as a mark."""

    of: Callable[[Row], str] = lambda _row: ""
    prefix: str = ""


def filed(value: Value) -> str | int | Decimal:
    """A cell as a file of text holds it: times are Beijing time, to the minute."""
    if isinstance(value, datetime):
        return local(value).strftime("%Y-%m-%d %H:%M")
    return "" if value is None else value
