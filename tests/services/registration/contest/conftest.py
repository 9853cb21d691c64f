"""What tests of the contest's wing share."""

import pytest

from tests.services.registration.contest.written import NEW
from tests.services.registration.factories import Caller


@pytest.fixture
def begun(staff: Caller) -> Caller:
    """An organizer with a new edition that nobody knows of yet."""
    made = staff.post("/edition-drafts", json=NEW | {"contest_name": "厦门5G应用大赛"})
    assert (made.status_code, made.get_json()["slug"], made.get_json()["state"]) == (201, "xm5g05", "draft")
    return staff
