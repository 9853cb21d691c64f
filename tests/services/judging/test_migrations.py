"""The migrations make what the models say."""

from services.judging.base import Base
from tests.chassis.storage.schema import differences
from tests.services.judging.conftest import Desk


def test_migrated_schema_equals_the_models(desk_on_each: Desk) -> None:
    assert differences(desk_on_each.database.url.render_as_string(hide_password=False), Base.metadata) == []
