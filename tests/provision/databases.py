"""Fresh databases on the run's PostgreSQL server."""

import contextlib
import itertools
import os
from collections.abc import Iterator, Sequence

import psycopg
from psycopg import sql

_count = itertools.count(1)


def fresh_name() -> str:
    """A name that no other test of this machine uses."""
    return f"t{os.getpid()}_{next(_count)}"


@contextlib.contextmanager
def databases(server: str, names: Sequence[str]) -> Iterator[None]:
    """Create these databases and drop them afterwards, even where a connection stayed open."""
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        for name in names:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    try:
        yield
    finally:
        with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
            for name in names:
                connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))
