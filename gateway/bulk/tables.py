"""Tables as people have them: pasted from a spreadsheet or a chat, or uploaded as CSV, Excel or OpenDocument."""

import codecs
import csv
import io
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass

import msgspec
from flask_babel import lazy_gettext as _l

from chassis import shapes
from chassis.http.errors import Problem
from chassis.words.visible import cleaned

MOST_ROWS = 2000
"""Rows of one table; a longer one is cut in two by its owner."""
MOST_BYTES = 1 << 20
"""Bytes of an uploaded table; what a request without a file may have as well."""
LONGEST = 2000
"""Characters of one cell."""
ENCODINGS = ("utf-8-sig", "gb18030")
"""How Chinese spreadsheets save text: new ones as UTF-8, older ones in the national encoding, which reads anything."""
WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
"""How text begins that a spreadsheet program saved as "Unicode"."""
SECONDS = 20.0
"""How long a workbook may take to be opened."""
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
        return _table(_sheet(content))
    for encoding in ("utf-16",) if content.startswith(WIDE) else ENCODINGS:
        try:
            return pasted(content.decode(encoding))
        except UnicodeDecodeError:
            continue
    raise Unreadable


def _sheet(content: bytes) -> list[list[str]]:
    """The first sheet, opened by a process of its own: what is packed may unfold to more than a machine has."""
    command = [sys.executable, "-m", "gateway.bulk.workbook", str(MOST_ROWS + 2)]
    try:
        opened = subprocess.run(command, input=content, capture_output=True, timeout=SECONDS, check=True)  # noqa: S603  our own
        rows: list[list[str]] = shapes.read(opened.stdout, list[list[str]])
    except (subprocess.SubprocessError, msgspec.DecodeError) as error:
        raise Unreadable from error
    return rows


def _table(lines: Sequence[Sequence[str]]) -> Table:
    kept = [tuple(cleaned(cell, lines=True)[: LONGEST + 1] for cell in line) for line in lines]
    kept = [line for line in kept if any(line)]
    if len(kept) < 2:
        raise NoTable
    if len(kept) - 1 > MOST_ROWS:
        raise TooLong(most=MOST_ROWS, count=len(kept) - 1)
    head, *rows = kept
    width = len(head)
    return Table(head, tuple((row + ("",) * width)[:width] for row in rows))
