"""An invitation accepted by the same person twice in one instant."""

from datetime import timedelta

import pytest

from chassis import clock
from chassis.http.auth import Grant, Identity
from chassis.storage.engine import Database
from contracts.roles import JUDGE, LEADER, ORGANIZER
from gateway.accounts.actions import register_account
from gateway.accounts.grants import live_grants
from gateway.invitations.actions import accept, invite
from tests.together import at_once


@pytest.mark.parametrize("most", [1, 5])
def test_accepting_twice_in_the_same_instant_takes_one_place(database: Database, most: int) -> None:
    with database.write() as session:
        office = register_account(session, name="示例甲", email="a@example.org", roles=[ORGANIZER]).id
        guest = register_account(session, name="示例乙", email="b@example.org", roles=[LEADER]).id
        host, ends = Identity(office, "示例甲", (Grant(ORGANIZER),)), clock.now() + timedelta(days=1)
        _, secret = invite(session, host, role=JUDGE, scope="edition:a", expires_at=ends, most=most)

    def take() -> int:
        with database.write() as session:
            return accept(session, secret, guest).accepted

    assert at_once([take] * 3) == [1, 1, 1]
    with database.read() as session:
        assert live_grants(session, guest) == (Grant(JUDGE, "edition:a"), Grant(LEADER))
