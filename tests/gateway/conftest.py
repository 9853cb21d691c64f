"""The whole product in the test's own process, with people at its pages."""

from collections.abc import Iterator

import pytest

from chassis import tables
from chassis.db import Database
from gateway.base import Base
from tests.deploy.product import product
from tests.gateway.browsing import Contest


@pytest.fixture(scope="session")
def contest(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Contest]:
    """An edition open for entries, a judging stage, an event. Shared: tests bring their own people."""
    with product(tmp_path_factory.mktemp("data"), EGRET_SESSION_HOURS="2000") as composed:
        opened = Contest(composed)
        opened.publish()
        yield opened


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Contest]:
    """A product in which nothing is published yet."""
    with product(tmp_path_factory.mktemp("empty")) as composed:
        yield Contest(composed)


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """The gateway's tables, on each engine."""
    opened = Database(database_url)
    tables.metadata.create_all(opened.engine)
    Base.metadata.create_all(opened.engine)
    yield opened
    opened.close()
