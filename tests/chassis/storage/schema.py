"""Compares a migrated database with the models it was written for."""

from typing import Any

from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, Index, MetaData
from sqlalchemy.schema import SchemaItem

from chassis.manuscripts.tables import metadata as manuscripts
from chassis.storage import tables
from chassis.storage.engine import Database


def differences(url: str, *own: MetaData) -> list[Any]:
    """What alembic would change in the database at `url` to make it equal to the chassis' and the `own` tables."""
    database = Database(url)
    try:
        with database.engine.connect() as connection:
            virtual = _virtual(connection) if database.sqlite else ()
            options = {
                "compare_type": True,
                "include_name": lambda name, *_: not str(name).startswith(virtual),
                "include_object": lambda item, *_: _made_on(connection.dialect.name, item),
            }
            context = MigrationContext.configure(connection, opts=options)
            return list(compare_metadata(context, [tables.metadata, manuscripts, *own]))  # type: ignore[arg-type]  # takes several
    finally:
        database.close()


def _made_on(dialect: str, item: SchemaItem) -> bool:
    """Whether the models want this here: an index may be for one engine only, which alembic does not look at."""
    only = item._ddl_if if isinstance(item, Index) else None
    return only is None or only.dialect in {None, dialect}


def _virtual(connection: Connection) -> tuple[str, ...]:
    """SQLite's virtual tables, which no model describes; those that they are kept in begin with their names."""
    query = "SELECT name FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL TABLE%'"
    return tuple(connection.exec_driver_sql(query).scalars())
