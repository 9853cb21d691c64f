"""Many entries out of the demo's few, by SQL alone: rows are copied with new ids, numbers and titles.

Knows names of columns, not tables: what has a column below, or refers to what is copied, is copied along. So it fills
the databases of earlier commits too.
"""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from services.registration.contest.entries.word_index import stored_pieces

DATABASES = ("registration", "judging")
IDS = ("id", "entry_id", "assignment_id", "sheet_id", "leader_id")
"""Columns with ids of what is copied."""
NUMBERED = ("number", "search_text")
TITLES = ("title", "title_key")
INDEX, TEXTS = "entry_index", "entry_text"
"""What leads from words to entries, and what entries say, numbers of their own; made anew for copies, where they are.
"""
APART = (INDEX, TEXTS, "likeness")
"""What is not copied: which entries are alike follows from what they say."""
SILENT = """
INSERT INTO entry_text (entry_id, version, text, traces, erased) SELECT id, version, '', '[]', 1 FROM entry
WHERE version > 0 AND id NOT IN (SELECT entry_id FROM entry_text)
"""
"""Copies say nothing, so that they are not compared while something else is measured."""
GRADUAL = 256
"""Copies made in one commit."""
TALLY = """
INSERT INTO sheet_tally SELECT edition, stage_key, judge_id, sheet.state, counting, count(*) FROM assignment
JOIN (SELECT *, iif(state = 'submitted', total, 0) AS counting FROM score_sheet) AS sheet
ON sheet.assignment_id = assignment.id WHERE assignment.state = 'active' GROUP BY 1, 2, 3, 4, 5
"""
"""Counts the sheets of judging anew, where it keeps their number."""


def fill(data: Path, entries: int) -> None:
    """Copy the entries that lie in this data folder, with their sheets, until there are about so many."""
    for name in DATABASES:
        with closing(sqlite3.connect(data / f"{name}.db", timeout=60, isolation_level=None)) as opened:
            opened.execute("PRAGMA synchronous = OFF")
            opened.execute("PRAGMA cache_size = -64000")
            opened.create_function("clone_id", 2, _id, deterministic=True)
            opened.create_function("clone_number", 2, _number, deterministic=True)
            opened.create_function("stored_pieces", 1, stored_pieces, deterministic=True)
            opened.execute("CREATE TEMP TABLE copy (k INTEGER PRIMARY KEY)")
            present = _one(opened, "SELECT count(*) FROM entry")
            original = _one(opened, "SELECT count(*) FROM entry WHERE substr(id, 1, 1) = '0'")
            first = present // original
            _copy(opened, range(first, entries // original))


def _copy(opened: sqlite3.Connection, copies: range) -> None:
    statements = [_statement(opened, table) for table in _tables(opened)]
    for start in range(copies.start, copies.stop, GRADUAL):
        opened.execute("BEGIN IMMEDIATE")
        opened.execute("DELETE FROM copy")
        opened.executemany("INSERT INTO copy VALUES (?)", ((k,) for k in copies[start - copies.start :][:GRADUAL]))
        for statement in statements:
            opened.execute(statement)
        if _columns(opened, INDEX):
            _fill_index(opened)
        if _columns(opened, TEXTS):
            opened.execute(SILENT)
        opened.execute("COMMIT")
    if _columns(opened, "sheet_tally"):
        opened.execute("DELETE FROM sheet_tally")
        opened.execute(TALLY)
    opened.execute("ANALYZE")


def _fill_index(opened: sqlite3.Connection) -> None:
    last = _one(opened, "SELECT coalesce(max(number), 0) FROM entry_index")
    fresh = "SELECT id FROM entry WHERE id NOT IN (SELECT entry_id FROM entry_index) ORDER BY id"
    opened.execute(f"INSERT INTO entry_index (entry_id) {fresh}")
    pieces = "SELECT entry_index.number, stored_pieces(search_text) FROM entry_index JOIN entry ON entry.id = entry_id"
    opened.execute(f"INSERT INTO entry_piece (rowid, pieces) {pieces} WHERE entry_index.number > ?", (last,))


def _tables(opened: sqlite3.Connection) -> Sequence[str]:
    """What is copied, in an order in which every reference finds its row."""
    found = ["entry"]
    names = [name for (name,) in opened.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    for _ in range(3):
        for name in names:
            refers = {row[2] for row in opened.execute(f"PRAGMA foreign_key_list('{name}')")} & set(found)
            if name not in (*found, *APART) and (refers or "entry_id" in _columns(opened, name)):
                found.append(name)
    return found


def _columns(opened: sqlite3.Connection, table: str) -> list[str]:
    return [row[1] for row in opened.execute(f"PRAGMA table_info('{table}')")]


def _alone(opened: sqlite3.Connection, table: str) -> set[str]:
    """Columns of which each value stands in one row alone."""
    indexes = [row[1] for row in opened.execute(f"PRAGMA index_list('{table}')") if row[2]]
    named = [[row[2] for row in opened.execute(f"PRAGMA index_info('{index}')")] for index in indexes]
    return {columns[0] for columns in named if len(columns) == 1}


def _statement(opened: sqlite3.Connection, table: str) -> str:
    columns = _columns(opened, table)
    alone = _alone(opened, table)
    copied = ", ".join(_copied(column, alone) for column in columns)
    names = ", ".join(f'"{column}"' for column in columns)
    key = next(column for column in ("id", "assignment_id", "entry_id") if column in columns)
    return f'INSERT INTO "{table}" ({names}) SELECT {copied} FROM "{table}" CROSS JOIN copy WHERE "{key}" < \'1\''


def _copied(column: str, alone: set[str]) -> str:
    if column in IDS:
        return f'clone_id("{column}", k)'
    if column in NUMBERED:
        return f'clone_number("{column}", k)'
    return f"\"{column}\" || ' ' || k" if column in alone.union(TITLES) else f'"{column}"'


def _id(text: str | None, copy: int) -> str | None:
    """Another id. Those of the demo begin with 0, as their time does; those of copies do not."""
    return text and f"{0x10000000 + copy:08x}{text[8:]}"


def _number(text: str | None, copy: int) -> str | None:
    """Another number where one stands: the twelfth copy of XM5G04-0007 is XM5G04-120007."""
    head, dash, tail = (text or "").partition("-")
    return f"{head}-{copy}{tail}" if dash else text


def _one(opened: sqlite3.Connection, question: str) -> int:
    return int(opened.execute(question).fetchone()[0])
