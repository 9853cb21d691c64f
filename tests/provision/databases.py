"""Fresh databases on the run's PostgreSQL server."""

import contextlib
import itertools
import os
from collections.abc import Iterator

import psycopg
from psycopg import sql
from sqlalchemy import URL

_count = itertools.count(1)


def fresh_name() -> str:
    """A name that no other test of this machine uses."""
    return f"t{os.getpid()}_{next(_count)}"


def server_of(url: URL) -> str:
    """The server of a database's URL, as the others here take it."""
    return url.set(drivername="postgresql", database="").render_as_string(hide_password=False).rstrip("/")


def _run(server: str, *statements: sql.Composable) -> None:
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement)


def copy(server: str, template: str, name: str) -> None:
    """Make the database `name` a copy of `template`, instead of whatever it is now."""
    made = sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(template))
    _run(server, _dropping(name), made)


def create(server: str, name: str) -> None:
    """Make an empty database of this name."""
    _run(server, sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))


def drop(server: str, *names: str) -> None:
    """Drop these, even where a connection stayed open."""
    _run(server, *map(_dropping, names))


def _dropping(name: str) -> sql.Composable:
    return sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))


@contextlib.contextmanager
def database(server: str) -> Iterator[str]:
    """A new, empty database, dropped afterwards; its name."""
    name = fresh_name()
    create(server, name)
    try:
        yield name
    finally:
        drop(server, name)


class Spares:
    """Empty databases that one test after another uses: emptying one takes a fraction of what making one does."""

    def __init__(self) -> None:
        self._free: dict[str, list[str]] = {}

    @contextlib.contextmanager
    def lend(self, server: str) -> Iterator[str]:
        """An empty database of this server; its name."""
        free = self._free.setdefault(server, [])
        if not free:
            free.append(fresh_name())
            create(server, free[-1])
        name = free.pop()
        yield name
        _empty(server, name)
        free.append(name)

    def close(self) -> None:
        """Drop them all."""
        for server, names in self._free.items():
            drop(server, *names)


def _empty(server: str, name: str) -> None:
    """End what is connected, and take everything out."""
    with psycopg.connect(f"{server}/{name}", autocommit=True) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        connection.execute("DROP SCHEMA public CASCADE")
        connection.execute("CREATE SCHEMA public")


@contextlib.contextmanager
def prefix(server: str) -> Iterator[str]:
    """What names of new databases may begin with, followed by `_`; whatever was made of it is dropped afterwards."""
    name = fresh_name()
    try:
        yield name
    finally:
        with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
            like = f"{name}_%".replace("_", "\\_")
            made = connection.execute("SELECT datname FROM pg_database WHERE datname LIKE %s", [like]).fetchall()
        drop(server, *(found for (found,) in made))
