"""Who may give and take which role, when a grant counts, and what the others hear of it."""

import json
from datetime import UTC, datetime, timedelta
from functools import partial
from uuid import UUID

import pytest
from sqlalchemy import select

from chassis import clock
from chassis.http.auth import Grant, Identity
from chassis.http.errors import Forbidden, NotFound
from chassis.storage import ids
from chassis.storage.engine import Database
from chassis.storage.tables import audit, outbox
from contracts.roles import ADMIN, APPOINTED, AUDITOR, JUDGE, LEADER, ORGANIZER, PEOPLE, SCREENER, VOLUNTEER
from gateway.accounts import sessions
from gateway.accounts.actions import find_account, register_account
from gateway.accounts.errors import EndsInThePast, LastAdministrator
from gateway.accounts.grants import (
    add_grant,
    end_expired,
    grant_role,
    live_grants,
    may_grant,
    may_stand_in,
    revoke_role,
)
from tests.together import at_once, goes_well

NOW = datetime(2024, 11, 20, 2, tzinfo=UTC)
BOSS = Identity(ids.new_id(), "管理员", (Grant(ADMIN),))
OFFICE = Identity(ids.new_id(), "组委会", (Grant(ORGANIZER, "edition:a"),))


def account(database: Database, *roles: str) -> UUID:
    with database.write() as session:
        made = register_account(session, name="示例甲", email=f"{ids.new_id()}@example.org", roles=roles)
        return made.id


def told(database: Database) -> list[list[str]]:
    """The roles in each change that was told."""
    with database.read() as session:
        rows = session.execute(select(outbox).where(outbox.c.type == "gateway.account.changed.v1"))
        return [json.loads(row.body)["roles"] for row in rows]


def audited(database: Database) -> list[str]:
    with database.read() as session:
        return list(session.scalars(select(audit.c.action).where(audit.c.action.like("role.%")).order_by(audit.c.id)))


@pytest.mark.parametrize("role", PEOPLE)
def test_administrator_gives_any_role_and_organizer_the_others_in_their_scope(role: str) -> None:
    assert may_grant(BOSS, role, "*")
    assert may_grant(OFFICE, role, "edition:a") is (role not in APPOINTED)
    for elsewhere in ("*", "edition:b", "event:a"):
        assert not may_grant(OFFICE, role, elsewhere)
    everything_else = Identity(ids.new_id(), "", tuple(Grant(one) for one in PEOPLE if one not in {ADMIN, ORGANIZER}))
    assert not may_grant(everything_else, role, "*")
    assert not may_grant(Identity(ids.new_id(), "", (Grant(ADMIN, "edition:a"),)), ADMIN, "edition:a")


def test_role_is_given_within_its_scope_told_and_audited(database: Database) -> None:
    who = account(database, LEADER)
    for _ in range(2):
        with database.write() as session:
            grant_role(session, OFFICE, who, role=JUDGE, scope="edition:a")
    with database.read() as session:
        assert set(live_grants(session, who)) == {Grant(LEADER), Grant(JUDGE, "edition:a")}
        assert find_account(session, who).live[0].granted_by == OFFICE.account_id
    assert (told(database), audited(database)) == ([[JUDGE, LEADER]], ["role.granted"])


def test_role_given_twice_in_the_same_instant_is_held_once(database: Database) -> None:
    who = account(database, LEADER)

    def give() -> UUID:
        with database.write() as session:
            return grant_role(session, OFFICE, who, role=JUDGE, scope="edition:a").id

    assert len(set(at_once([give] * 3))) == 1
    assert audited(database) == ["role.granted"]


def test_role_outside_the_actors_scope_is_refused_and_leaves_no_trace(database: Database) -> None:
    who = account(database, LEADER)
    for role, scope in ((JUDGE, "edition:b"), (JUDGE, "*"), (ORGANIZER, "edition:a"), (AUDITOR, "edition:a")):
        with pytest.raises(Forbidden), database.write() as session:
            grant_role(session, OFFICE, who, role=role, scope=scope)
    with pytest.raises(NotFound), database.write() as session:
        grant_role(session, BOSS, ids.new_id(), role=JUDGE)
    assert (told(database), audited(database)) == ([], [])


def test_grant_counts_until_its_last_second_and_no_longer(database: Database) -> None:
    with clock.frozen(NOW):
        who = account(database, VOLUNTEER)
        with database.write() as session:
            add_grant(session, who, SCREENER, scope="edition:a", expires_at=NOW + timedelta(hours=1))
            link = sessions.create_signin_link(session, who, life=timedelta(hours=1))
            secret = sessions.begin(session, sessions.use_link(session, link))
    for seconds, held in ((3599, True), (3600, False)):
        with clock.frozen(NOW + timedelta(seconds=seconds)), database.read() as session:
            person = sessions.identity_of(session, secret)
            assert person is not None
            assert person.has(SCREENER, "edition:a") is held
            assert find_account(session, who).roles == ([SCREENER] if held else []) + [VOLUNTEER]


def test_expiry_is_told_and_noted_once(database: Database) -> None:
    with clock.frozen(NOW):
        who = account(database, VOLUNTEER)
        with database.write() as session:
            add_grant(session, who, JUDGE, expires_at=NOW + timedelta(hours=1))
        end_expired(database, None)  # type: ignore[arg-type]  # it needs no settings
        assert told(database) == [[JUDGE, VOLUNTEER]]
    with clock.frozen(NOW + timedelta(hours=1)):
        end_expired(database, None)  # type: ignore[arg-type]  # see above
        end_expired(database, None)  # type: ignore[arg-type]  # see above
        assert told(database) == [[JUDGE, VOLUNTEER], [VOLUNTEER]]
        assert audited(database) == ["role.granted", "role.expired"]
        with database.write() as session:
            add_grant(session, who, JUDGE)
        with database.read() as session:
            assert Grant(JUDGE) in live_grants(session, who)
            assert [grant.role for grant in find_account(session, who).grants] == [JUDGE, JUDGE, VOLUNTEER]


def test_end_cannot_lie_in_the_past(database: Database) -> None:
    who = account(database, LEADER)
    with pytest.raises(EndsInThePast), database.write() as session:
        grant_role(session, BOSS, who, role=JUDGE, expires_at=clock.now())


def test_role_taken_away_ends_at_once_and_stays_in_the_history(database: Database) -> None:
    who = account(database, LEADER)
    with database.write() as session:
        grant = add_grant(session, who, JUDGE, scope="edition:a")
    stranger = Identity(ids.new_id(), "", (Grant(ORGANIZER, "edition:b"),))
    with pytest.raises(Forbidden), database.write() as session:
        revoke_role(session, stranger, grant.id)
    for _ in range(2):
        with database.write() as session:
            revoke_role(session, OFFICE, grant.id)
    with database.read() as session:
        assert live_grants(session, who) == (Grant(LEADER),)
        kept = next(one for one in find_account(session, who).grants if one.role == JUDGE)
        assert (kept.revoked_by, kept.revoked_at is not None) == (OFFICE.account_id, True)
    assert told(database)[-1] == [LEADER]
    assert audited(database) == ["role.granted", "role.revoked"]


def standing(database: Database, who: UUID) -> UUID:
    """The id of the administrator's grant that counts."""
    with database.read() as session:
        return next(one.id for one in find_account(session, who).live if one.role == ADMIN)


def test_last_administrator_stays(database: Database) -> None:
    first, second = account(database, ADMIN), account(database, LEADER, ADMIN)
    with database.write() as session:
        revoke_role(session, BOSS, standing(database, first))
    with pytest.raises(LastAdministrator), database.write() as session:
        revoke_role(session, BOSS, standing(database, second))
    with database.read() as session:
        assert Grant(ADMIN) in live_grants(session, second)


def test_administrator_whose_role_ends_does_not_stand_in_for_the_last(database: Database) -> None:
    first, second = account(database, ADMIN), account(database, LEADER)
    hour = clock.now() + timedelta(hours=1)
    with database.write() as session:
        add_grant(session, second, ADMIN, expires_at=hour)
    with pytest.raises(LastAdministrator), database.write() as session:
        revoke_role(session, BOSS, standing(database, first))
    with pytest.raises(LastAdministrator), database.write() as session:
        grant_role(session, BOSS, first, role=ADMIN, expires_at=hour)
    with database.write() as session:
        grant_role(session, BOSS, second, role=ADMIN)
        grant_role(session, BOSS, first, role=ADMIN, expires_at=hour)


def test_last_two_administrators_are_not_taken_away_together(database: Database) -> None:
    grants = [standing(database, account(database, ADMIN)) for _ in range(2)]

    def take(grant_id: UUID) -> None:
        with database.write() as session:
            revoke_role(session, BOSS, grant_id)

    assert sorted(at_once([partial(goes_well, partial(take, one), LastAdministrator) for one in grants])) == [
        False,
        True,
    ]


def test_nobody_signs_in_for_somebody_with_more_rights(database: Database) -> None:
    with database.write() as session:
        judge = register_account(session, name="评委", email="j@example.org", roles=[])
        add_grant(session, judge.id, JUDGE, scope="edition:a")
        boss = register_account(session, name="管理员", email="b@example.org", roles=[ADMIN])
        assert may_stand_in(OFFICE, judge)
        assert not may_stand_in(OFFICE, boss)
        assert may_stand_in(BOSS, boss)
        add_grant(session, judge.id, JUDGE, scope="edition:b")
        assert not may_stand_in(OFFICE, judge)
