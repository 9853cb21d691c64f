"""A part of the tests' own, on each database the product runs on."""

from pathlib import Path
from typing import Any

import pytest

from chassis.config import Settings


@pytest.fixture
def each_database(make_settings: Any, database_server: str, tmp_path: Path) -> Settings:
    """Plain settings, once on SQLite and once on PostgreSQL."""
    made: Settings = make_settings(database=database_server)
    return made
