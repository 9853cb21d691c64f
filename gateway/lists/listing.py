"""A list, and what was asked of it: filters, order, where a page begins. Everything of it stands in the address."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, Protocol, TypeVar
from urllib.parse import urlencode

from flask import Response, render_template, request

from gateway.lists import exports
from gateway.lists.columns import Column
from gateway.lists.filters import Choice, Filter

Row = TypeVar("Row")
R = TypeVar("R", covariant=True)
PER_PAGE = 50
FORMATS = ("csv", "xlsx")


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
    queries: Mapping[str, Any] = field(default_factory=dict)
    """What the filters ask of the source of the rows."""
    kept: Mapping[str, str] = field(default_factory=dict)
    """Arguments of the address that are not the list's and stay."""

    def address(self, **changes: Any) -> str:
        """The address of the same list with something else asked; None takes it away."""
        asked = {**self.kept, **self.chosen, "sort": self.sort, "after": self.after, **changes}
        query = urlencode({name: value for name, value in asked.items() if value not in (None, "")})
        return f"{self.path}?{query}" if query else self.path

    def query(self) -> dict[str, Any]:
        """What a client of a service is asked with: filters, order, page."""
        sort = {"sort": self.sort} if self.sort else {}
        return {**self.queries, **sort, "after": self.after, "limit": self.limit}


Source = Callable[[Asked], Found[Row]]
"""Gives one page of rows: those after `Asked.after`, at most `Asked.limit`."""


@dataclass(frozen=True)
class Listing(Generic[Row]):
    """A list, described once."""

    name: str
    """Names it in file names, in English."""
    title: Any
    columns: Sequence[Column[Row]]
    filters: Sequence[Filter] = ()
    empty: tuple[Any, Any] = ("", "")
    """What stands where no row is: what there is not, and what to do next."""
    exported: bool = True
    """Whether it can be taken along as a file."""
    kept: Sequence[str] = ()
    """Arguments of its address that are the page's own."""

    def asked(self) -> Asked:
        """What this request asks for, as far as it can be."""
        chosen = {
            one.key: one.read(request.args[one.key] if one.key in request.args else getattr(one, "initial", ""))
            for one in self.filters
        }
        sort = request.args.get("sort", "")
        known = any(column.sort and column.key == sort.removeprefix("-") for column in self.columns)
        return Asked(
            path=request.path,
            chosen=chosen,
            sort=sort if known else "",
            after=request.args.get("after") or None,
            queries={one.key: one.query(chosen[one.key]) for one in self.filters if chosen[one.key]},
            kept={name: request.args[name] for name in self.kept if name in request.args},
        )

    def answer(self, source: Source[Row], template: str = "lists/page.html", **facts: Any) -> Response:
        """The page of the list, or the file that `format` asks for."""
        asked = self.asked()
        wanted = request.args.get("format", "")
        if self.exported and wanted in FORMATS:
            return exports.answer(wanted, self, asked, source)
        found = source(asked)
        return Response(render_template(template, listing=self, asked=asked, found=found, **facts))

    @property
    def on_page(self) -> Sequence[Column[Row]]:
        """The columns that the page shows."""
        return [column for column in self.columns if not column.filed_only]

    @property
    def tabs(self) -> Sequence[Choice]:
        """The choices that stand as tabs."""
        return [one for one in self.filters if isinstance(one, Choice) and one.tabs]

    @property
    def fields(self) -> Sequence[Filter]:
        """The filters that stand in the form."""
        return [one for one in self.filters if not (isinstance(one, Choice) and one.tabs)]
