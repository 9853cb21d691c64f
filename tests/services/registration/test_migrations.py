"""The migrations make just the tables that the models describe, on both databases."""

from collections.abc import Callable
from typing import Any

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import MetaData, Table, create_engine, insert, inspect, select

from chassis.storage import ids, migrate
from chassis.storage.engine import Database
from services.registration.app import PART
from services.registration.base import Base
from services.registration.config import RegistrationSettings
from services.registration.outreach.signups.models import OutreachEvent
from tests.chassis.storage.schema import before
from tests.services.registration.factories import NOW


def test_migrations_equal_the_models(make_settings: Callable[..., RegistrationSettings], database_server: str) -> None:
    settings = make_settings(RegistrationSettings, database=database_server)
    migrate.upgrade(PART, settings)
    database = Database(settings.database_url("registration"))
    try:
        with database.engine.connect() as connection:
            options = {"include_object": _ours, "compare_type": True}
            assert compare_metadata(MigrationContext.configure(connection, opts=options), Base.metadata) == []
            reflected = [i for table in ("entry", "signup") for i in inspect(connection).get_indexes(table)]
    finally:
        database.close()
    partial = {i["name"] for i in reflected if any(o.endswith("_where") for o in i.get("dialect_options", {}))}
    assert partial == {"uq_entry_title", "uq_signup_active"}


def test_events_of_before_have_no_english_place_and_stay(
    make_settings: Callable[..., RegistrationSettings], database_server: str
) -> None:
    settings = make_settings(RegistrationSettings, database=database_server)
    migrate.upgrade(before(PART, 4, settings.data), settings)
    engine = create_engine(settings.database_url("registration"))
    with engine.begin() as connection:
        old = Table("outreach_event", MetaData(), autoload_with=connection)
        names = {"slug": "week", "name": "宣传周", "name_en": "Week", "place": "苏颂公园", "summary": "请带水杯。"}
        connection.execute(
            insert(old).values(id=ids.new_id().hex, starts_at=NOW, ends_at=NOW, travel_minutes=60, **names)
        )
    migrate.upgrade(PART, settings)
    with engine.connect() as connection:
        kept = connection.execute(
            select(*(getattr(OutreachEvent, name) for name in (*names, "place_en", "summary_en")))
        )
        assert [tuple(row) for row in kept] == [(*names.values(), "", "")]
    engine.dispose()


def _ours(_thing: Any, name: str | None, kind: str, _reflected: bool, _other: Any) -> bool:
    return kind != "table" or name in Base.metadata.tables
