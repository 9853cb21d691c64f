"""Migrated, empty databases to copy, so that a test never waits for migrations it does not try.

The first test that asks for a part on an engine migrates a template of it; every later one gets a copy: a file on
SQLite, `CREATE DATABASE … TEMPLATE` on PostgreSQL.
"""

import shutil
from pathlib import Path

from sqlalchemy import make_url

from chassis.config import Settings
from chassis.part import Part
from chassis.storage import migrate
from tests.provision import databases

SECRET = "0123456789abcdef" * 4


class Templates:
    """The templates of one test process: files under `folder`, databases on the servers the tests use."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._name = folder, databases.fresh_name()
        self._servers: dict[str, set[str]] = {}

    def put(self, part: Part, settings: Settings) -> None:
        """Put a migrated, empty database where these settings have the part's, instead of whatever is there."""
        url = make_url(settings.database_url(part.name))
        if url.get_backend_name() == "sqlite":
            self._copy_file(part, Path(url.database or ""))
        else:
            server = databases.server_of(url)
            databases.copy(server, self._migrated_database(part, server), url.database or "")

    def _copy_file(self, part: Part, place: Path) -> None:
        source = self._folder / f"{part.name}.db"
        if not source.exists():
            migrate.upgrade(part, part.settings(data=self._folder, secret=SECRET))
        place.parent.mkdir(parents=True, exist_ok=True)
        for leftover in place.parent.glob(f"{place.name}*"):
            leftover.unlink()
        shutil.copyfile(source, place)

    def _migrated_database(self, part: Part, server: str) -> str:
        name = f"{self._name}_{part.name}"
        made = self._servers.setdefault(server, set())
        if name not in made:
            made.add(name)
            migrate.upgrade(part, part.settings(database=f"{server}/{self._name}", secret=SECRET))
        return name

    def close(self) -> None:
        """Drop the templates of every server."""
        for server, names in self._servers.items():
            databases.drop(server, *names)
