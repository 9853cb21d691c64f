"""PostgreSQL: writers of events are held for a moment, a snapshot of each database opened, then streamed out."""

import contextlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql
from sqlalchemy import MetaData, create_engine

from deploy.copies.errors import CopyFailed

WAIT = "30s"
HOLD = "LOCK TABLE outbox, inbox IN SHARE ROW EXCLUSIVE MODE"
CHUNK = 1 << 16
OWN = {"alembic_version"}
"""Tables that migrating fills."""


def address(url: str) -> str:
    """As psycopg wants it."""
    return url.replace("postgresql+psycopg://", "postgresql://")


@contextlib.contextmanager
def views(urls: Mapping[str, str]) -> Iterator[dict[str, psycopg.Connection[Any]]]:
    """A snapshot of each database such that no event is applied in one and unknown in the other."""
    with contextlib.ExitStack() as stack:
        holding = [stack.enter_context(psycopg.connect(address(url))) for url in urls.values()]
        viewing = {name: stack.enter_context(psycopg.connect(address(url))) for name, url in urls.items()}
        try:
            for connection in holding:
                connection.execute(f"SET LOCAL lock_timeout = '{WAIT}'")
                connection.execute(HOLD)
        except psycopg.errors.LockNotAvailable as error:
            raise CopyFailed(f"A database stayed busy for {WAIT}. Try again.") from error
        for view in viewing.values():
            view.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
            view.read_only = True
            view.execute("SELECT 1")
        for connection in holding:
            connection.rollback()
        yield viewing
        for view in viewing.values():
            view.rollback()


def copy(urls: Mapping[str, str], folder: Path) -> dict[str, int]:
    """Write every table of every database to `folder/PART/TABLE.copy`; returns the outbox heads."""
    heads = {}
    with views(urls) as viewing:
        for name, view in viewing.items():
            target = folder / name
            target.mkdir()
            columns = {}
            for table in tables(urls[name]):
                columns[table] = _columns(view, table)
                _write(view, table, columns[table], target / f"{table}.copy")
            revisions = [row[0] for row in view.execute("SELECT version_num FROM alembic_version ORDER BY 1")]
            (target / "schema.json").write_text(json.dumps({"columns": columns, "revisions": revisions}, indent=1))
            heads[name] = head(view)
    return heads


def tables(url: str) -> list[str]:
    """The tables of a database, those that others refer to first."""
    engine = create_engine(url)
    try:
        metadata = MetaData()
        metadata.reflect(engine)
        return [table.name for table in metadata.sorted_tables if table.name not in OWN]
    finally:
        engine.dispose()


def _columns(view: psycopg.Connection[Any], table: str) -> list[str]:
    """The columns to copy: not computed ones."""
    query = (
        "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped "
        "AND attgenerated = '' ORDER BY attnum"
    )
    return [row[0] for row in view.execute(query, [f'"{table}"'])]


def _statement(template: str, table: str, columns: list[str]) -> sql.Composed:
    names = sql.SQL(", ").join(map(sql.Identifier, columns))
    return sql.SQL(template).format(sql.Identifier(table), names)


def _write(view: psycopg.Connection[Any], table: str, columns: list[str], place: Path) -> None:
    with (
        place.open("wb") as opened,
        view.cursor() as cursor,
        cursor.copy(_statement("COPY {} ({}) TO STDOUT", table, columns)) as rows,
    ):
        for block in rows:
            opened.write(block)


def head(view: psycopg.Connection[Any]) -> int:
    """The highest outbox id ever given out."""
    row = view.execute("SELECT pg_get_serial_sequence('outbox', 'id')").fetchone()
    sequence = row[0] if row else None
    if sequence is None:
        return 0
    found = view.execute(sql.SQL("SELECT last_value, is_called FROM {}").format(sql.SQL(sequence))).fetchone()
    return int(found[0]) if found and found[1] else 0


def refuse_occupied(urls: Mapping[str, str]) -> None:
    """Raises CopyFailed if a database has tables already."""
    for name, url in urls.items():
        try:
            with psycopg.connect(address(url)) as connection:
                found = connection.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone()
        except psycopg.OperationalError as error:
            if "does not exist" in str(error):
                continue
            raise CopyFailed(f"The database of {name} cannot be reached: {error}") from error
        if found and found[0]:
            raise CopyFailed(f"The database of {name} is not empty. A copy is only brought back into an empty place.")


def bring_back(urls: Mapping[str, str], folder: Path) -> None:
    """Fill the freshly migrated databases. Raises CopyFailed if they have another shape than the copied ones."""
    for name, url in urls.items():
        schema = json.loads((folder / name / "schema.json").read_text())
        with psycopg.connect(address(url)) as connection:
            revisions = [row[0] for row in connection.execute("SELECT version_num FROM alembic_version ORDER BY 1")]
            if revisions != schema["revisions"]:
                raise CopyFailed(f"The copy of {name} was made by another release; bring it back with that one first.")
            for table in schema["columns"]:
                connection.execute(sql.SQL("TRUNCATE {} CASCADE").format(sql.Identifier(table)))
            for table, columns in schema["columns"].items():
                _read(connection, table, columns, folder / name / f"{table}.copy")
            _continue_sequences(connection, schema["columns"])


def _read(connection: psycopg.Connection[Any], table: str, columns: list[str], place: Path) -> None:
    statement = _statement("COPY {} ({}) FROM STDIN", table, columns)
    with place.open("rb") as opened, connection.cursor() as cursor, cursor.copy(statement) as rows:
        while block := opened.read(CHUNK):
            rows.write(block)


def _continue_sequences(connection: psycopg.Connection[Any], columns: dict[str, list[str]]) -> None:
    """Numbers go on above the highest one in use."""
    for table, names in columns.items():
        for column in names:
            row = connection.execute("SELECT pg_get_serial_sequence(%s, %s)", [f'"{table}"', column]).fetchone()
            if row and row[0]:
                query = "SELECT setval({}, greatest((SELECT max({}) FROM {}), 1), EXISTS (SELECT 1 FROM {}))"
                parts = (sql.Literal(row[0]), sql.Identifier(column), *[sql.Identifier(table)] * 2)
                connection.execute(sql.SQL(query).format(*parts))


def continue_outbox(url: str, head: int) -> None:
    """Never give out an outbox id twice, even where the highest rows were purged."""
    with psycopg.connect(address(url)) as connection:
        query = "SELECT setval(pg_get_serial_sequence('outbox', 'id'), greatest(%s, 1), %s)"
        connection.execute(query, [head, head > 0])
