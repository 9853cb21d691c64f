"""A migrated database is what the models say."""

from collections.abc import Callable
from typing import Any

from chassis import migrate
from gateway.app import PART
from gateway.base import Base
from gateway.config import GatewaySettings
from tests.chassis.schema import differences


def test_migrations_equal_the_models(make_settings: Callable[..., Any], database_server: str) -> None:
    settings = make_settings(GatewaySettings, database=database_server)
    assert migrate.upgrade(PART, settings)
    assert differences(settings.database_url("gateway"), Base.metadata) == []
