"""Empty tables, made once per process and copied from then on."""

import tempfile
from functools import cache
from pathlib import Path

from sqlalchemy import MetaData

from chassis.storage.engine import Database


def create_tables(database: Database, *described: MetaData) -> Database:
    """Make these tables in an empty database; one on SQLite that has no file yet gets a copy of a file with them."""
    place = Path(database.url.database or "") if database.sqlite else None
    if place and not place.exists():
        place.write_bytes(_file_with(*described))
    else:
        _create(database, described)
    return database


@cache
def _file_with(*described: MetaData) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{folder}/empty.db")
        _create(database, described)
        database.close()
        return Path(folder, "empty.db").read_bytes()


def _create(database: Database, described: tuple[MetaData, ...]) -> None:
    for metadata in described:
        metadata.create_all(database.engine)
