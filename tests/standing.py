"""Parts that stand ready for a whole run: built once, and on a fresh copy of their migrated database for every test.

Building an application costs more than most tests of it do. What a part keeps in its own memory outlives a test; what
it keeps in its database and its data folder does not.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask import Flask

from chassis.app import create_app
from chassis.config import Settings
from chassis.part import Part
from chassis.storage.engine import Database
from tests.provision import databases
from tests.templates import SECRET, Templates


@dataclass(frozen=True)
class Standing:
    """A part as its callers and its events meet it."""

    app: Flask
    database: Database
    settings: Any


class Stands:
    """The parts a test process has built so far, by part, engine and settings."""

    def __init__(self, folder: Path, templates: Templates) -> None:
        self._folder, self._templates = folder, templates
        self._built: dict[tuple[object, ...], Standing] = {}

    @contextmanager
    def lend(self) -> Iterator["Loan"]:
        """What one test stands on; its databases are closed at the end."""
        loan = Loan(self)
        try:
            yield loan
        finally:
            for standing in loan.given:
                standing.database.close()

    def find(self, part: Part, server: str, turn: int, given: dict[str, Any]) -> Standing:
        """The `turn`-th part of this kind, on an empty database and an empty data folder."""
        key = (part.name, server.rpartition("/")[0], turn, *sorted(given.items()))
        if key not in self._built:
            self._built[key] = self._build(part, server, given)
        standing = self._built[key]
        standing.database.close()
        shutil.rmtree(standing.settings.data, ignore_errors=True)
        self._templates.put(part, standing.settings)
        return standing

    def _build(self, part: Part, server: str, given: dict[str, Any]) -> Standing:
        name = databases.fresh_name()
        place = f"{server.rpartition('/')[0]}/{name}" if server else ""
        settings: Settings = part.settings(
            data=self._folder / name, database=place, secret=SECRET, **{"limit_creations": 0, **given}
        )
        database = Database(settings.database_url(part.name))
        return Standing(create_app(part, settings, database), database, settings)

    def close(self) -> None:
        """Drop what stands on servers; files go with the folder."""
        for standing in self._built.values():
            standing.database.close()
            if not standing.database.sqlite:
                databases.drop(databases.server_of(standing.database.url), standing.database.url.database or "")


class Loan:
    """`stand(PART, server, **settings)` of one test; asked for the same twice, it gives two."""

    def __init__(self, stands: Stands) -> None:
        self._stands = stands
        self.given: list[Standing] = []

    def __call__(self, part: Part, server: str = "", **given: Any) -> Standing:
        """A part on a migrated, empty database of `server`, a value for EGRET_DATABASE (empty: SQLite)."""
        self.given.append(self._stands.find(part, server, len(self.given), given))
        return self.given[-1]
