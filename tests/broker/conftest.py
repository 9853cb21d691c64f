"""A bus whose connections are closed when the test ends."""

from collections.abc import Iterator

import pytest

from tests.broker.patience import TidyBus


@pytest.fixture
def bus(broker_url: str) -> Iterator[TidyBus]:
    with TidyBus(broker_url) as bus:
        yield bus
