"""Compares a migrated database with the models it was written for."""

from typing import Any

from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import MetaData

from chassis.storage import tables
from chassis.storage.engine import Database


def differences(url: str, *own: MetaData) -> list[Any]:
    """What alembic would change in the database at `url` to make it equal to the chassis' and the `own` tables."""
    database = Database(url)
    options = {"compare_type": True}
    try:
        with database.engine.connect() as connection:
            context = MigrationContext.configure(connection, opts=options)
            return list(compare_metadata(context, [tables.metadata, *own]))  # type: ignore[arg-type]  # takes several
    finally:
        database.close()
