"""The migrations make just the tables that the models describe, on both databases."""

from collections.abc import Callable
from typing import Any

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect

from chassis import migrate
from chassis.db import Database
from services.registration.app import PART
from services.registration.base import Base
from services.registration.config import RegistrationSettings


def test_migrations_equal_the_models(make_settings: Callable[..., RegistrationSettings], database_server: str) -> None:
    settings = make_settings(RegistrationSettings, database=database_server)
    migrate.upgrade(PART, settings)
    database = Database(settings.database_url("registration"))
    try:
        with database.engine.connect() as connection:
            options = {"include_object": _ours, "compare_type": True}
            assert compare_metadata(MigrationContext.configure(connection, opts=options), Base.metadata) == []
            reflected = [i for table in ("entry", "signup") for i in inspect(connection).get_indexes(table)]
    finally:
        database.close()
    partial = {i["name"] for i in reflected if any(o.endswith("_where") for o in i.get("dialect_options", {}))}
    assert partial == {"uq_entry_title", "uq_signup_active"}


def _ours(_thing: Any, name: str | None, kind: str, _reflected: bool, _other: Any) -> bool:
    return kind != "table" or name in Base.metadata.tables
