"""The migrations of every part make just what its models describe, on both databases."""

import importlib
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import MetaData, inspect

from chassis.storage import migrate
from chassis.storage.engine import Database
from deploy.parts import PARTS
from tests.chassis.storage.schema import differences


def metadata_of(name: str) -> MetaData:
    package = PARTS[name].wire.__module__.removesuffix(".app")
    metadata: MetaData = importlib.import_module(f"{package}.base").Base.metadata
    return metadata


def partial(metadata: MetaData) -> set[str]:
    """The indexes over some rows only: what a comparison of schemas does not look at."""
    indexes = (index for table in metadata.tables.values() for index in table.indexes)
    return {str(index.name) for index in indexes if index.dialect_options["postgresql"]["where"] is not None}


@pytest.mark.parametrize("name", PARTS)
def test_migrations_equal_the_models(name: str, make_settings: Callable[..., Any], database_server: str) -> None:
    settings, metadata = make_settings(PARTS[name].settings, database=database_server), metadata_of(name)
    assert migrate.upgrade(PARTS[name], settings)
    url = settings.database_url(name)
    assert differences(url, metadata) == []
    database = Database(url)
    try:
        found = [index for table in metadata.tables for index in inspect(database.engine).get_indexes(table)]
    finally:
        database.close()
    assert partial(metadata) == {
        index["name"] for index in found if any(key.endswith("_where") for key in index.get("dialect_options", {}))
    }
