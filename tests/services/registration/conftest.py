"""Registration as its callers meet it: migrated, with an edition, at a fixed time."""

from collections.abc import Callable, Iterator
from typing import Any

import msgspec
import pytest
from flask import Flask
from sqlalchemy import select

from chassis import clock
from chassis.storage.engine import Database
from chassis.storage.tables import outbox
from services.registration.app import PART
from services.registration.config import RegistrationSettings
from tests.sample_files import open_files_here
from tests.services.registration import factories
from tests.services.registration.factories import NOW, Caller
from tests.standing import Loan, Standing
from tests.templates import Templates

Events = Callable[[], list[tuple[str, dict[str, Any]]]]


@pytest.fixture(autouse=True, scope="session")
def _opened_here() -> None:
    open_files_here()


@pytest.fixture
def standing(stand: Loan) -> Standing:
    """Registration on SQLite, uploads up to 64 KB."""
    return stand(PART, upload_limit=1 << 16)


@pytest.fixture
def settings(standing: Standing) -> RegistrationSettings:
    made: RegistrationSettings = standing.settings
    return made


@pytest.fixture
def database(standing: Standing) -> Database:
    return standing.database


@pytest.fixture
def settings_on_each(make_settings: Any, templates: Templates, database_server: str) -> RegistrationSettings:
    """Settings with a migrated, empty database, once on SQLite and once on PostgreSQL."""
    made: RegistrationSettings = make_settings(RegistrationSettings, database=database_server)
    templates.put(PART, made)
    return made


@pytest.fixture
def opened(settings_on_each: RegistrationSettings) -> Iterator[Database]:
    """That database."""
    database = Database(settings_on_each.database_url("registration"))
    yield database
    database.close()


@pytest.fixture(autouse=True)
def frozen() -> Iterator[None]:
    """The tests take place at NOW."""
    with clock.frozen(NOW):
        yield


@pytest.fixture
def app(standing: Standing) -> Flask:
    """The application with the demo edition."""
    answer = factories.organizer(standing.app).put("/editions/xm5g-04", json=factories.edition())
    assert answer.status_code == 200
    return standing.app


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
