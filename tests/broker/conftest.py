"""A bus whose connections are closed when the test ends, and the database of a producer."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from chassis.storage import tables
from chassis.storage.engine import Database
from tests.broker.patience import TidyBus


@pytest.fixture
def bus(broker_url: str) -> Iterator[TidyBus]:
    with TidyBus(broker_url) as bus:
        yield bus


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = Database(f"sqlite:///{tmp_path / 'part.db'}")
    tables.metadata.create_all(database.engine)
    yield database
    database.close()
