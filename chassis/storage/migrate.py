"""Brings a part's database up to date: the chassis' tables and the part's own, one alembic head each."""

import fcntl
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import URL, Connection, Engine, make_url, text
from sqlalchemy.exc import OperationalError, ProgrammingError

from chassis.config import ConfigError, Settings
from chassis.storage.engine import Database

HERE = Path(__file__).parent / "migrations"


class Migrated(Protocol):
    """What has a database of its own: a part of the product."""

    @property
    def name(self) -> str:
        """Names the database."""

    @property
    def folder(self) -> Path:
        """Holds the folder `migrations`."""


LOCK = 0x45475245
"""Key of the PostgreSQL advisory lock that lets one process migrate at a time."""


def upgrade(part: Migrated, settings: Settings) -> bool:
    """Create or migrate the part's database; True if there was something to do. Any number may call it at once."""
    url = make_url(settings.database_url(part.name))
    config = _config(part)
    heads = set(ScriptDirectory.from_config(config).get_heads())
    _create_database(url)
    with _engine(url) as engine:
        return _current(engine) != heads and _migrate(engine, config, heads)


def _migrate(engine: Engine, config: Config, heads: set[str]) -> bool:
    with _alone(engine) as connection:
        if set(MigrationContext.configure(connection).get_current_heads()) == heads:
            return False
        config.attributes["connection"] = connection
        try:
            command.upgrade(config, "heads")
        except CommandError as error:
            raise ConfigError(f"The database {engine.url.database} does not fit this release: {error}") from error
        _check_references(connection)
        connection.commit()
        return True


def _config(part: Migrated) -> Config:
    folders = [HERE / "versions", part.folder / "migrations"]
    config = Config()
    config.set_main_option("script_location", str(HERE).replace("%", "%%"))
    config.set_main_option("path_separator", "newline")
    config.set_main_option("version_locations", "\n".join(str(f) for f in folders if f.is_dir()).replace("%", "%%"))
    return config


def _create_database(url: URL) -> None:
    """On SQLite the folder; on PostgreSQL the database, where the server does not have it yet."""
    if url.get_backend_name() == "sqlite":
        Path(url.database or "").parent.mkdir(parents=True, exist_ok=True)
    elif not _answers(url):
        with _engine(url.set(database="postgres")) as engine, engine.connect() as opened:
            connection = opened.execution_options(isolation_level="AUTOCOMMIT")
            connection.execute(text("SELECT pg_advisory_lock(:key)"), {"key": LOCK})
            known = connection.scalar(text("SELECT 1 FROM pg_database WHERE datname = :name"), {"name": url.database})
            if not known:
                name = engine.dialect.identifier_preparer.quote(url.database or "")
                connection.exec_driver_sql(f"CREATE DATABASE {name} ENCODING 'UTF8' TEMPLATE template0")


def _answers(url: URL) -> bool:
    """False where the server says that this database does not exist; any other failure is raised."""
    try:
        with _engine(url) as engine, engine.connect():
            return True
    except OperationalError as error:
        if re.search(r'database ".*" does not exist', str(error.orig)):
            return False
        raise


@contextmanager
def _engine(url: URL) -> Iterator[Engine]:
    database = Database(url.render_as_string(hide_password=False), pool_size=1)
    try:
        yield database.engine
    finally:
        database.close()


def _current(engine: Engine) -> set[str]:
    """The revisions the database stands at; none for an empty one."""
    try:
        with engine.connect() as connection:
            return set(connection.scalars(text("SELECT version_num FROM alembic_version")))
    except (OperationalError, ProgrammingError):
        return set()


@contextmanager
def _alone(engine: Engine) -> Iterator[Connection]:
    """A connection inside one transaction, while no other process migrates the same database."""
    with engine.connect().execution_options(immediate=True) as connection:
        if engine.dialect.name != "sqlite":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": LOCK})
            yield connection
            return
        # Rebuilding a table drops it, which would cascade; the references are checked before the commit instead.
        connection.connection.cursor().execute("PRAGMA foreign_keys=OFF")
        with open(f"{engine.url.database}.migrating", "w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield connection


def _check_references(connection: Connection) -> None:
    if connection.dialect.name == "sqlite" and (broken := connection.execute(text("PRAGMA foreign_key_check")).first()):
        raise RuntimeError(f"the migration leaves a dangling reference: {broken}")
