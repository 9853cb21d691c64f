"""Registration as its callers meet it: migrated, with an edition, at a fixed time."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from flask import Flask
from sqlalchemy import select

from chassis import clock, migrate
from chassis.app import create_app
from chassis.db import Database
from chassis.tables import outbox
from services.registration.app import PART
from services.registration.config import RegistrationSettings
from tests.services.registration import factories
from tests.services.registration.factories import NOW, Caller

Events = Callable[[], list[tuple[str, dict[str, Any]]]]


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated, empty SQLite database to copy."""
    settings = RegistrationSettings(data=tmp_path_factory.mktemp("template"), secret="0" * 32)
    migrate.upgrade(PART, settings)
    return settings.data / "registration.db"


@pytest.fixture
def settings(make_settings: Callable[..., RegistrationSettings], migrated: Path) -> RegistrationSettings:
    """Settings of registration on a migrated SQLite database, uploads up to 64 KB."""
    made = make_settings(RegistrationSettings, upload_limit=1 << 16)
    made.data.mkdir(parents=True)
    shutil.copy(migrated, made.data / "registration.db")
    return made


@pytest.fixture
def database(settings: RegistrationSettings) -> Iterator[Database]:
    opened = Database(settings.database_url("registration"))
    yield opened
    opened.close()


@pytest.fixture(autouse=True)
def frozen() -> Iterator[None]:
    """The tests take place at NOW."""
    with clock.frozen(NOW):
        yield


@pytest.fixture
def app(settings: RegistrationSettings, database: Database) -> Flask:
    """The application with the demo edition."""
    made = create_app(PART, settings, database)
    assert factories.organizer(made).put("/editions/xm5g-04", json=factories.edition()).status_code == 200
    return made


@pytest.fixture
def team(app: Flask) -> Caller:
    return factories.leader(app)


@pytest.fixture
def staff(app: Flask) -> Caller:
    return factories.organizer(app)


@pytest.fixture
def events(database: Database) -> Events:
    """`events()`: what was told so far, as (type, facts)."""

    def told() -> list[tuple[str, dict[str, Any]]]:
        with database.read() as session:
            rows = session.execute(select(outbox.c.type, outbox.c.body).order_by(outbox.c.id)).all()
        return [(kind, msgspec.json.decode(body)) for kind, body in rows]

    return told
