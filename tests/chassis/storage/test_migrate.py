"""Migrations build exactly what the models say, once, on both databases."""

import multiprocessing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, inspect, text

from chassis.config import ConfigError, Settings
from chassis.part import Part
from chassis.storage import migrate
from tests.chassis.storage.schema import differences


def a_part(folder: Path, name: str = "registration") -> Part:
    return Part(name, folder, Settings, wire=lambda app, settings: None)


def test_migrated_schema_equals_the_tables(each_database: Settings, tmp_path: Path) -> None:
    migrate.upgrade(a_part(tmp_path), each_database)
    assert differences(each_database.database_url("registration")) == []


def test_upgrade_is_done_once(each_database: Settings, tmp_path: Path) -> None:
    assert migrate.upgrade(a_part(tmp_path), each_database) is True
    assert migrate.upgrade(a_part(tmp_path), each_database) is False


def test_upgrade_runs_the_parts_own_branch_beside_the_chassis(each_database: Settings, tmp_path: Path) -> None:
    write_revision(tmp_path, "op.create_table('thing', sa.Column('id', sa.Integer, primary_key=True))")
    migrate.upgrade(a_part(tmp_path), each_database)
    engine = create_engine(each_database.database_url("registration"))
    assert {"thing", "outbox"} <= set(inspect(engine).get_table_names())
    engine.dispose()


def test_a_failing_migration_leaves_nothing_behind(each_database: Settings, tmp_path: Path) -> None:
    write_revision(tmp_path, "op.create_table('thing', sa.Column('id', sa.Integer)); op.execute('SELECT nonsense')")
    with pytest.raises(Exception, match="nonsense"):
        migrate.upgrade(a_part(tmp_path), each_database)
    engine = create_engine(each_database.database_url("registration"))
    assert "thing" not in inspect(engine).get_table_names()
    engine.dispose()


def test_a_database_of_a_later_release_is_refused_with_a_sentence(each_database: Settings, tmp_path: Path) -> None:
    migrate.upgrade(a_part(tmp_path), each_database)
    engine = create_engine(each_database.database_url("registration"))
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO alembic_version VALUES ('from_the_future')"))
    engine.dispose()
    with pytest.raises(ConfigError, match="does not fit this release"):
        migrate.upgrade(a_part(tmp_path), each_database)


@pytest.mark.slow
def test_processes_that_migrate_at_once_do_it_once(each_database: Settings, tmp_path: Path) -> None:
    spawn = multiprocessing.get_context("spawn")
    outcomes = spawn.SimpleQueue()
    starters = [spawn.Process(target=upgrade_in_a_process, args=(each_database, tmp_path, outcomes)) for _ in range(3)]
    for starter in starters:
        starter.start()
    results = sorted(outcomes.get() for _ in starters)
    for starter in starters:
        starter.join()
    assert results == ["False", "False", "True"]


def upgrade_in_a_process(settings: Settings, folder: Path, outcomes: "multiprocessing.SimpleQueue[str]") -> None:
    try:
        outcomes.put(str(migrate.upgrade(a_part(folder), settings)))
    except Exception as error:
        outcomes.put(repr(error))


def write_revision(folder: Path, change: str) -> None:
    (folder / "migrations").mkdir()
    (folder / "migrations" / "0001_create_sample.py").write_text(
        "import sqlalchemy as sa\nfrom alembic import op\n\n"
        "revision = 'sample_0001'\ndown_revision = None\nbranch_labels = ('sample',)\n\n\n"
        f"def upgrade() -> None:\n    {change}\n"
    )


def test_upgrade_creates_the_database_that_the_server_lacks(
    make_settings: Any, postgres_url: str, tmp_path: Path
) -> None:
    settings = make_settings(database=postgres_url)
    migrate.upgrade(a_part(tmp_path), settings)
    assert differences(settings.database_url("registration")) == []
