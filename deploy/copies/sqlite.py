"""SQLite: all databases are held still for a moment, a view of each is opened, then copied while life goes on."""

import contextlib
import shutil
import sqlite3
from collections.abc import Iterator, Mapping
from pathlib import Path

from deploy.copies.errors import CopyFailed

WAIT = 30.0
"""Seconds to wait for whoever is writing."""


def place(url: str) -> Path:
    """The file of a SQLite URL."""
    return Path(url.removeprefix("sqlite:///"))


@contextlib.contextmanager
def views(urls: Mapping[str, str]) -> Iterator[dict[str, sqlite3.Connection]]:
    """A read view of each database, all of one moment. Raises CopyFailed if a writer does not let go."""
    with contextlib.ExitStack() as stack:
        holding = {name: stack.enter_context(contextlib.closing(connect(place(url)))) for name, url in urls.items()}
        viewing = {name: stack.enter_context(contextlib.closing(connect(place(url)))) for name, url in urls.items()}
        try:
            for connection in holding.values():
                connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            raise CopyFailed(f"A database stayed busy for {WAIT:.0f} s ({error}). Try again.") from error
        for connection in viewing.values():
            connection.execute("BEGIN")
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        for connection in holding.values():
            connection.execute("ROLLBACK")
        yield viewing


def connect(path: Path) -> sqlite3.Connection:
    """Open an existing database. Raises CopyFailed where there is none."""
    if not path.exists():
        raise CopyFailed(f"There is no database at {path}.")
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True, timeout=WAIT, isolation_level=None)


def copy(urls: Mapping[str, str], folder: Path) -> dict[str, int]:
    """Copy every database into `folder`; returns the outbox heads."""
    heads = {}
    with views(urls) as viewing:
        for name, view in viewing.items():
            heads[name] = head(view)
            with contextlib.closing(sqlite3.connect(folder / f"{name}.db")) as target:
                view.backup(target)
                target.execute("PRAGMA journal_mode=DELETE")
    return heads


def head(connection: sqlite3.Connection) -> int:
    """The highest outbox id ever given out."""
    row = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'outbox'").fetchone()
    return int(row[0]) if row else 0


def refuse_occupied(urls: Mapping[str, str]) -> None:
    """Raises CopyFailed if a database is there already."""
    for url in urls.values():
        if place(url).exists():
            raise CopyFailed(f"{place(url)} exists already. A copy is only brought back into an empty place.")


def bring_back(urls: Mapping[str, str], folder: Path) -> None:
    """Put every copied database in its place."""
    for name, url in urls.items():
        place(url).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(folder / f"{name}.db", place(url))
