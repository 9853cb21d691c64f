"""Compares a migrated database with the models it was written for, and goes back to where it was before."""

import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import MetaData

from chassis.part import Part
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


def before(part: Part, number: int, folder: Path) -> Part:
    """The part as it was before its migration of this number; a copy of the earlier ones is kept in `folder`."""
    target = folder / "before" / "migrations"
    target.mkdir(parents=True)
    for path in (part.folder / "migrations").glob("0*.py"):
        if int(path.name[:4]) < number:
            shutil.copy(path, target)
    return replace(part, folder=target.parent)
