"""Tables as people have them: pasted from a spreadsheet or a chat, or uploaded as CSV, Excel or OpenDocument."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from flask_babel import lazy_gettext as _l

from chassis.http.errors import Problem
from chassis.lazy import Lazy

if TYPE_CHECKING:
    import python_calamine
else:
    python_calamine = Lazy("python_calamine")

MOST_ROWS = 2000
"""Rows of one table; a longer one is cut in two by its owner."""
MOST_BYTES = 1 << 20
"""Bytes of an uploaded table; what a request without a file may have as well."""
LONGEST = 2000
"""Characters of one cell."""
ENCODINGS = ("utf-8-sig", "gb18030")
"""How Chinese spreadsheets save text: new ones as UTF-8, older ones in the national encoding, which reads anything."""
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
"""How files of spreadsheets begin: new formats and OpenDocument, and those of before 2007."""


class NoTable(Problem):
    status = 422
    code = "no-table"
    title = _l("没有读到表格")
    detail = _l("请粘贴表格内容，或选择 CSV、Excel 文件；第一行应为列名。")


class Unreadable(Problem):
    status = 422
    code = "table-unreadable"
    title = _l("文件无法读取")
    detail = _l("文件可能已加密或损坏。请在表格软件中取消密码，另存为 .xlsx 或 CSV 后重试，或直接粘贴内容。")


class TooLong(Problem):
    status = 422
    code = "table-too-long"
    title = _l("表格太长")
    detail = _l("一次最多处理 %(most)d 行，现有 %(count)d 行。请分成几份，分次导入。")


@dataclass(frozen=True)
class Table:
    """A table as text: a head and rows of as many cells; empty rows are left out."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def text(self) -> str:
        """The table as it can be pasted again."""
        buffer = io.StringIO()
        csv.writer(buffer, delimiter="\t", lineterminator="\n").writerows([self.head, *self.rows])
        return buffer.getvalue()


def pasted(text: str) -> Table:
    """What was pasted: cells apart by tabs, else by commas or semicolons of either width. Raises NoTable, TooLong."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").strip("\n")
    first = lines.split("\n", 1)[0]
    delimiter = next((one for one in ("\t", ",", "，", ";", "；") if one in first), "\t")
    try:
        return _table(list(csv.reader(io.StringIO(lines), delimiter=delimiter)))
    except csv.Error as error:
        raise NoTable from error


def uploaded(content: bytes) -> Table:
    """What a file holds; of a workbook the first sheet. Raises Unreadable, NoTable, TooLong."""
    if content.startswith((ZIP, OLE)):
        return _table([[_written(cell) for cell in row] for row in _sheet(content)])
    for encoding in ENCODINGS:
        try:
            return pasted(content.decode(encoding))
        except UnicodeDecodeError:
            continue
    raise Unreadable


def _sheet(content: bytes) -> list[list[Any]]:
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        return book.get_sheet_by_index(0).to_python(nrows=MOST_ROWS + 2)
    except (python_calamine.CalamineError, IndexError, OSError, ValueError) as error:
        raise Unreadable from error


def _written(cell: Any) -> str:
    """A cell as its owner sees it: whole numbers without a point, days and times as such."""
    if isinstance(cell, datetime):
        return cell.strftime("%Y-%m-%d %H:%M")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def _table(lines: Sequence[Sequence[str]]) -> Table:
    kept = [tuple(cell.strip()[:LONGEST] for cell in line) for line in lines]
    kept = [line for line in kept if any(line)]
    if len(kept) < 2:
        raise NoTable
    if len(kept) - 1 > MOST_ROWS:
        raise TooLong(most=MOST_ROWS, count=len(kept) - 1)
    head, *rows = kept
    width = len(head)
    return Table(head, tuple((row + ("",) * width)[:width] for row in rows))
