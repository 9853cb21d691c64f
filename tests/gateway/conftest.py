"""The whole product in the test's own process, with people at its pages."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from chassis.storage.engine import Database
from gateway.app import PART
from gateway.config import GatewaySettings
from tests.deploy.product import product
from tests.gateway.browsing import Contest
from tests.templates import Templates


@pytest.fixture(scope="session")
def contest(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Contest]:
    """An edition open for entries, a judging stage, an event. Shared: tests bring their own people."""
    settings = {
        "EGRET_SESSION_HOURS": "2000",
        "EGRET_SESSION_IDLE_HOURS": "2000",
        "EGRET_SECOND_FACTOR_GRACE_DAYS": "500",
        "EGRET_STYLEGUIDE": "1",
    }
    with product(tmp_path_factory.mktemp("data"), **settings) as composed:
        opened = Contest(composed)
        opened.publish()
        opened.shared = True
        yield opened


@pytest.fixture(scope="module")
def own(empty: Contest) -> Contest:
    """The same for the tests of one file, which may put further editions beside the first one."""
    empty.publish()
    return empty


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Contest]:
    """A product in which nothing is published yet."""
    with product(tmp_path_factory.mktemp("empty"), EGRET_STYLEGUIDE="0") as composed:
        yield Contest(composed)


@pytest.fixture
def database(make_settings: Callable[..., Any], templates: Templates, database_server: str) -> Iterator[Database]:
    """The gateway's migrated database, on each engine."""
    settings = make_settings(GatewaySettings, database=database_server)
    templates.put(PART, settings)
    opened = Database(settings.database_url("gateway"))
    yield opened
    opened.close()
