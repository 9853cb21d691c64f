"""Opens a workbook from standard input and writes the rows of its first sheet: `python -m gateway.bulk.workbook ROWS`.

A process of its own with little memory, so that a file made to unfold beyond measure takes nothing else down.
"""

import io
import resource
import sys
from datetime import date, datetime
from typing import Any

import msgspec
import python_calamine

MEMORY = 768 << 20
"""Bytes that opening a workbook may take."""


def written(cell: Any) -> str:
    """A cell as its owner sees it: whole numbers without a point, days and times as such."""
    if isinstance(cell, datetime):
        return cell.strftime("%Y-%m-%d %H:%M")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def main(rows: int) -> None:
    """Read, open, write; ends with an error for whatever cannot be opened within the memory."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(sys.stdin.buffer.read()))
    found = book.get_sheet_by_index(0).to_python(nrows=rows)
    sys.stdout.buffer.write(msgspec.json.encode([[written(cell) for cell in row] for row in found]))


if __name__ == "__main__":
    main(int(sys.argv[1]))
