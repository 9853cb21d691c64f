"""Articles, on both engines."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from services.registration.app import PART
from tests.services.registration import factories
from tests.services.registration.factories import Caller
from tests.services.registration.site.articles.writing import Desk
from tests.standing import Loan, Standing


@pytest.fixture
def standing(stand: Loan, database_server: str) -> Standing:
    return stand(PART, database_server)


@pytest.fixture
def app(standing: Standing) -> Flask:
    return standing.app


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
