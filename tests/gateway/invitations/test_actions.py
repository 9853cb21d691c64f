"""Invitations: accepted by one person twice in one instant, and found by how they stand."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chassis import clock
from chassis.http.auth import Grant, Identity
from chassis.storage import ids
from chassis.storage.engine import Database
from contracts.roles import ADMIN, JUDGE, LEADER, ORGANIZER
from contracts.scopes import EVERYWHERE
from gateway.accounts.actions import register_account
from gateway.accounts.grants import live_grants
from gateway.invitations.actions import accept, invite, select_invitations
from gateway.invitations.models import KNOWN_STATES
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


@settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(st.sampled_from([None, 1, 2]), st.integers(0, 2), st.booleans(), st.sampled_from([-1, 0, 1])),
        min_size=1,
        max_size=4,
    )
)
def test_query_finds_each_invitation_in_the_state_it_is_in(database: Database, made: list[Any]) -> None:
    now = datetime(2026, 11, 24, tzinfo=UTC)
    with clock.frozen(now), database.write() as session:
        host = Identity(
            register_account(session, name="甲", email=f"{ids.new_id()}@x.cn", roles=[]).id, "", (Grant(ADMIN),)
        )
        ends = now + timedelta(days=9)
        for most, accepted, revoked, days in made:
            one, _ = invite(session, host, role=JUDGE, scope=EVERYWHERE, expires_at=ends, most=most)
            one.accepted, one.expires_at = accepted, now + timedelta(days=days)
            one.revoked_at = now if revoked else None
        session.flush()
        for state in KNOWN_STATES:
            found = set(session.scalars(select_invitations(host, {"state": state})))
            everyone = session.scalars(select_invitations(host, {}))
            assert found == {one for one in everyone if one.state(now) == state}
