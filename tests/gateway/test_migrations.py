"""A migrated database is what the models say."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import MetaData, Table, create_engine, insert, select

from chassis.storage import migrate
from gateway.accounts.models import Account, RoleGrant
from gateway.app import PART
from gateway.base import Base
from gateway.config import GatewaySettings
from tests.chassis.storage.schema import before, differences


def test_migrations_equal_the_models(make_settings: Callable[..., Any], database_server: str) -> None:
    settings = make_settings(GatewaySettings, database=database_server)
    assert migrate.upgrade(PART, settings)
    assert differences(settings.database_url("gateway"), Base.metadata) == []


def test_organizers_of_everything_become_administrators_and_grants_go_on(
    make_settings: Callable[..., Any], database_server: str
) -> None:
    settings = make_settings(GatewaySettings, database=database_server)
    url, who = settings.database_url("gateway"), [uuid4() for _ in range(3)]
    migrate.upgrade(before(PART, 4, settings.data), settings)
    engine = create_engine(url)
    with engine.begin() as connection:
        old = Table("role_grant", MetaData(), autoload_with=connection)
        moment = datetime(2024, 11, 20, tzinfo=UTC)
        for number, one in enumerate(who):
            facts = {"id": one, "name": "甲", "email": f"{number}@example.org", "locale": "zh_CN", "created_at": moment}
            connection.execute(insert(Account.__table__).values(**facts))
        for one, role, scope in zip(who, ("organizer", "organizer", "leader"), ("*", "edition:a", "*"), strict=True):
            connection.execute(insert(old).values(account_id=_plain(one, url), role=role, scope=scope))
    migrate.upgrade(PART, settings)
    with engine.connect() as connection:
        grants = set(connection.execute(select(RoleGrant.account_id, RoleGrant.role, RoleGrant.scope)))
    engine.dispose()
    kept = {(who[0], "organizer", "*"), (who[1], "organizer", "edition:a"), (who[2], "leader", "*")}
    assert grants == kept | {(who[0], "admin", "*")}


def _plain(value: UUID, url: str) -> Any:
    return value.hex if url.startswith("sqlite") else value
