"""What was asked of a list: filters, order, where a page begins. Everything of it stands in the address."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeVar
from urllib.parse import urlencode

Row = TypeVar("Row")
R = TypeVar("R", covariant=True)
PER_PAGE = 50


class Found(Protocol[R]):
    """One page of rows, as `gateway.clients.service.Page` and `chassis.http.paging.Page` are."""

    @property
    def items(self) -> Sequence[R]:
        """The rows."""

    @property
    def next(self) -> str | None:
        """Where the next page begins; None on the last one."""


@dataclass(frozen=True)
class Asked:
    """What the address asks of a list."""

    path: str
    chosen: Mapping[str, str]
    """What each filter is set to; empty for not at all."""
    sort: str = ""
    """The key of a column, with a minus for the largest first; empty for the list's own order."""
    after: str | None = None
    limit: int = PER_PAGE
    filed: bool = False
    """Whether the rows are for a file, which may hold more of each."""
    queries: Mapping[str, Any] = field(default_factory=dict)
    """What the filters ask of the source of the rows."""
    kept: Mapping[str, str] = field(default_factory=dict)
    """Arguments of the address that are not the list's and stay."""
    spelled: frozenset[str] = frozenset()
    """Filters that hold something while the address says nothing: it has to say so where they are set to nothing."""

    def address(self, **changes: Any) -> str:
        """The address of the same list with something else asked; None takes it away."""
        asked = {**self.kept, **self.chosen, "sort": self.sort, "after": self.after, **changes}
        said = {name: value for name, value in asked.items() if value or (name in self.spelled and value == "")}
        query = urlencode(said)
        return f"{self.path}?{query}" if query else self.path

    def query(self) -> dict[str, Any]:
        """What a client of a service is asked with: filters, order, page."""
        sort = {"sort": self.sort} if self.sort else {}
        return {**self.queries, **sort, "after": self.after, "limit": self.limit}


Source = Callable[[Asked], Found[Row]]
"""Gives one page of rows: those after `Asked.after`, at most `Asked.limit`."""
