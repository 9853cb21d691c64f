"""How a list is narrowed. Whatever an address holds, a filter makes of it something that can be asked for."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_babel import lazy_gettext as _l

from chassis.words.moments import edge_of_day

LONGEST = 100
"""Characters of what is searched for."""


@dataclass(frozen=True)
class Filter:
    """One way to narrow a list."""

    key: str
    title: Any

    def read(self, text: str) -> str:
        """What was typed, as far as it can be asked for; empty where it cannot."""
        return text.strip()[:LONGEST]

    def query(self, text: str) -> Any:
        """What the source of the rows is asked for."""
        return text


@dataclass(frozen=True)
class Words(Filter):
    """A few words to look for."""

    kind = "words"


@dataclass(frozen=True)
class Choice(Filter):
    """One of several: `options` gives (key, name) pairs, anew for each page."""

    options: Callable[[], Sequence[tuple[str, Any]]] = tuple
    every: Any = _l("全部")
    """How the choice of none is called; None where the list is always about one of the options."""
    initial: str | Callable[[], str] = ""
    """What holds while the address says nothing; told anew for each page where it depends on who looks."""
    tabs: bool = False
    """Whether the options stand as tabs above the list instead of in its form."""
    kind = "choice"

    @property
    def standing(self) -> str:
        """What holds now while the address says nothing."""
        return self.initial if isinstance(self.initial, str) else self.initial()

    def read(self, text: str) -> str:
        """An option that exists; for every other text none, or what stands where one is always chosen."""
        if any(key == text for key, _name in self.options()):
            return text
        return self.standing if self.every is None else ""


@dataclass(frozen=True)
class Day(Filter):
    """A day in Beijing. The source is asked for its first moment, or with `end` for the first one after it."""

    end: bool = False
    kind = "day"

    def read(self, text: str) -> str:
        """A day of the calendar as ISO 8601; empty for anything else."""
        return text.strip() if edge_of_day(text) else ""

    def query(self, text: str) -> datetime | None:
        """The moment; None where no day was chosen."""
        return edge_of_day(text, end=self.end)


def named(options: Mapping[str, Any]) -> Callable[[], Sequence[tuple[str, Any]]]:
    """The options of a choice that are the same for every page."""
    return lambda: tuple(options.items())
