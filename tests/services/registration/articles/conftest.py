"""Articles, on both engines."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask

from chassis import migrate
from chassis.app import create_app
from chassis.db import Database
from services.registration.app import PART
from services.registration.config import RegistrationSettings
from tests.services.registration import factories
from tests.services.registration.articles.writing import Desk
from tests.services.registration.factories import Caller


@pytest.fixture
def settings(
    request: pytest.FixtureRequest, make_settings: Callable[..., RegistrationSettings], database_server: str
) -> RegistrationSettings:
    made = make_settings(RegistrationSettings, database=database_server)
    migrate.upgrade(PART, made)
    return made


@pytest.fixture
def database(settings: RegistrationSettings) -> Iterator[Database]:
    opened = Database(settings.database_url("registration"))
    yield opened
    opened.close()


@pytest.fixture
def app(settings: RegistrationSettings, database: Database) -> Flask:
    return create_app(PART, settings, database)


@pytest.fixture
def desk(staff: Caller) -> Desk:
    return Desk(staff)


@pytest.fixture
def colleague(app: Flask) -> Desk:
    return Desk(factories.organizer(app, "示例同事"))


@pytest.fixture
def read(app: Flask) -> Callable[..., Any]:
    """`read("/published?kind=notice")`: what a stranger gets, None where there is nothing."""

    def ask(path: str) -> Any:
        answer = app.test_client().get(path)
        assert answer.status_code in {200, 404}, answer.text
        return answer.get_json() if answer.status_code == 200 else None

    return ask
