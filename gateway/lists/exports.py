"""A list as a file: CSV that spreadsheets open as what it is, and XLSX. Written as the rows come, never held whole."""

import csv
import io
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import IO, TYPE_CHECKING, Any, Generic, TypeVar
from urllib.parse import quote

from flask import Response, stream_with_context

from chassis import clock
from chassis.lazy import Lazy
from gateway.lists.asked import Asked, Found, Source
from gateway.lists.columns import Column, Value, filed
from gateway.shell.times import local

if TYPE_CHECKING:
    import xlsxwriter
else:
    xlsxwriter = Lazy("xlsxwriter")

Row = TypeVar("Row")
PORTION = 200
"""Rows asked for at once."""
MOST = 200_000
"""Rows of one file; more than the largest list there is."""
BOM = "\ufeff"
"""Tells spreadsheets that the text is UTF-8."""
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""How text begins that a spreadsheet would run (OWASP, CSV injection)."""
SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CHUNK = 1 << 16


@dataclass(frozen=True)
class Heading(Generic[Row]):
    """What stands above the rows of a file, and in its name."""

    name: str
    """In English, for programs that understand no other."""
    title: str
    columns: Callable[[Found[Row]], Sequence[Column[Row]]]
    """Given the first rows."""


def answer(wanted: str, heading: Heading[Row], asked: Asked, source: Source[Row]) -> Response:
    """The file with every row that the filters let through, whatever page was looked at."""
    rows = _rows(asked, source)
    first = next(rows)  # a refusal of the source is an answer of its own, not a torn file
    columns, portions = heading.columns(first), _from(first, rows)
    if wanted == "csv":
        response = Response(stream_with_context(_csv(columns, portions)), content_type="text/csv; charset=utf-8")
    else:
        response = Response(_chunks(_xlsx(columns, portions)), content_type=SPREADSHEET)
    name = f"{heading.title}-{local(clock.now()):%Y%m%d-%H%M}.{wanted}"
    fallback = f"{heading.name}.{wanted}"
    response.headers["Content-Disposition"] = f"attachment; filename={fallback}; filename*=UTF-8''{quote(name)}"
    response.headers["Cache-Control"] = "no-store"
    return response


def _rows(asked: Asked, source: Source[Row]) -> Iterator[Found[Row]]:
    after: str | None = None
    given = 0
    while given < MOST:
        found = source(replace(asked, after=after, limit=PORTION, filed=True))
        yield found
        given += len(found.items)
        after = found.next
        if after is None:
            return


def _from(first: Found[Row], rest: Iterator[Found[Row]]) -> Iterator[Sequence[Row]]:
    yield first.items
    for found in rest:
        yield found.items


def _csv(columns: Sequence[Column[Row]], portions: Iterator[Sequence[Row]]) -> Iterator[str]:
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow([str(column.title) for column in columns])
    yield BOM + buffer.getvalue()
    for portion in portions:
        buffer.seek(0)
        buffer.truncate()
        writer.writerows([harmless(filed(column.value(row))) for column in columns] for row in portion)
        yield buffer.getvalue()


def harmless(value: str | int | Decimal) -> str | int | Decimal:
    """Text that no spreadsheet takes for a formula; numbers as they are."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value


def _xlsx(columns: Sequence[Column[Row]], portions: Iterator[Sequence[Row]]) -> IO[bytes]:
    file = tempfile.TemporaryFile()  # noqa: SIM115  given on, and closed by whoever has read it
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "in_memory": False}
    book: Any = xlsxwriter.Workbook(file, options)
    sheet = book.add_worksheet()
    bold, moment = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
    sheet.freeze_panes(1, 0)
    for place, column in enumerate(columns):
        sheet.set_column(place, place, 30 if column.head else 18)
        sheet.write_string(0, place, str(column.title), bold)
    line = 0
    for portion in portions:
        for row in portion:
            line += 1
            for place, column in enumerate(columns):
                _write(sheet, line, place, column.value(row), moment)
    book.close()
    file.seek(0)
    return file


def _write(sheet: Any, line: int, place: int, value: Value, moment: Any) -> None:
    if isinstance(value, datetime):
        sheet.write_datetime(line, place, local(value).replace(tzinfo=None), moment)
    elif isinstance(value, int | Decimal):
        sheet.write_number(line, place, value)
    elif value:
        sheet.write_string(line, place, value)


def _chunks(file: IO[bytes]) -> Iterator[bytes]:
    with file:
        while chunk := file.read(CHUNK):
            yield chunk
