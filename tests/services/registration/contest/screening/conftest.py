"""The screener of an edition with two points."""

import pytest
from flask import Flask

from contracts.roles import SCREENER
from tests.services.registration import factories, screenings
from tests.services.registration.factories import Caller


@pytest.fixture
def screener(app: Flask) -> Caller:
    edition = screenings.edition(screening=screenings.POINTS)
    assert factories.organizer(app).put("/editions/xm5g-04", json=edition).status_code == 200
    return Caller(app, (SCREENER,), "审查员甲")
