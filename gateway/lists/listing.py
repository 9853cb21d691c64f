"""A list, described once: its columns, filters and what stands where it is empty."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar

from flask import Response, render_template, request

from gateway.lists import exports
from gateway.lists.asked import Asked, Found, Source
from gateway.lists.columns import Column
from gateway.lists.filters import Choice, Filter

Row = TypeVar("Row")
FORMATS = ("csv", "xlsx")
"""Files that a list can be taken along as."""


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
    more: Callable[[Any], Sequence[Column[Row]]] | None = None
    """Further columns, given what the source found."""
    kept: Sequence[str] = ()
    """Arguments of its address that are the page's own."""

    def asked(self) -> Asked:
        """What this request asks for, as far as it can be."""
        chosen = {
            one.key: one.read(request.args[one.key] if one.key in request.args else getattr(one, "standing", ""))
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
            spelled=frozenset(one.key for one in self.filters if getattr(one, "standing", "")),
            kept={name: request.args[name] for name in self.kept if name in request.args},
        )

    def answer(self, source: Source[Row], template: str = "lists/page.html", **facts: Any) -> Response:
        """The page of the list, or the file that `format` asks for."""
        asked = self.asked()
        wanted = request.args.get("format", "")
        if self.exported and wanted in FORMATS:
            heading = exports.Heading(self.name, str(self.title), lambda first: self.wider(first).filed)
            return exports.answer(wanted, heading, asked, source)
        found = source(asked)
        return Response(render_template(template, listing=self.wider(found), asked=asked, found=found, **facts))

    def wider(self, found: Found[Row]) -> "Listing[Row]":
        """The same with the columns that only the rows found can tell of."""
        more = self.more(found) if self.more else ()
        return replace(self, columns=(*self.columns, *more)) if more else self

    @property
    def on_page(self) -> Sequence[Column[Row]]:
        """The columns that the page shows."""
        return [column for column in self.columns if not column.filed_only]

    @property
    def titled(self) -> Sequence[tuple[Column[Row], str]]:
        """Those with their titles in the reader's language."""
        return [(column, str(column.title)) for column in self.on_page]

    @property
    def filed(self) -> Sequence[Column[Row]]:
        """The columns that a file has."""
        return [column for column in self.columns if not column.page_only]

    @property
    def tabs(self) -> Sequence[Choice]:
        """The choices that stand as tabs."""
        return [one for one in self.filters if isinstance(one, Choice) and one.tabs]

    @property
    def fields(self) -> Sequence[Filter]:
        """The filters that stand in the form."""
        return [one for one in self.filters if not (isinstance(one, Choice) and one.tabs)]
