"""Roles held for an organisation go with it when it is merged, and come back with it."""

from uuid import UUID

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chassis.http.auth import Grant
from chassis.storage import ids
from chassis.storage.engine import Database
from contracts.roles import COORDINATOR
from contracts.scopes import Scope
from gateway.accounts.grants import add_grant, live_grants
from gateway.accounts.organisations import follow_merge, follow_parting
from tests.gateway.accounts.test_grants import account, audited, told


def held(database: Database, who: UUID) -> set[Grant]:
    with database.read() as session:
        return set(live_grants(session, who))


def for_organisation(which: UUID) -> Grant:
    return Grant(COORDINATOR, Scope.organisation(str(which)))


def test_role_follows_its_organisation_is_told_and_comes_back(database: Database) -> None:
    first, second, third = (ids.new_id() for _ in range(3))
    who, both = account(database), account(database)
    with database.write() as session:
        add_grant(session, who, COORDINATOR, scope=for_organisation(first).scope)
        for one in (first, second):
            add_grant(session, both, COORDINATOR, scope=for_organisation(one).scope)
    with database.write() as session:
        follow_merge(session, first, second)
    assert held(database, who) == {for_organisation(second)}
    assert for_organisation(second) in held(database, both)
    with database.write() as session:
        follow_merge(session, second, third)
        follow_parting(session, second, third, (first,))
    assert held(database, who) == {for_organisation(second)}
    with database.write() as session:
        follow_parting(session, first, second, ())
    assert held(database, who) == {for_organisation(first)}
    assert held(database, both) == {for_organisation(first), for_organisation(second)}
    assert audited(database).count("role.moved") == len(told(database)) - 3


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(way=st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), max_size=4), at=st.integers(0, 3))
def test_taking_every_merge_back_leaves_each_role_where_it_was_given(
    database: Database, way: list[tuple[int, int]], at: int
) -> None:
    named = [ids.new_id() for _ in range(4)]
    who = account(database)
    into: dict[UUID, UUID] = {}
    merges: list[tuple[UUID, UUID, list[UUID]]] = []
    with database.write() as session:
        add_grant(session, who, COORDINATOR, scope=for_organisation(named[at]).scope)
        for one, other in ((named[a], named[b]) for a, b in way):
            if one == other or one in into or other in into:
                continue
            followed = [gone for gone, root in into.items() if root == one]
            into |= dict.fromkeys([one, *followed], other)
            merges.append((one, other, followed))
            follow_merge(session, one, other)
    assert held(database, who) == {for_organisation(into.get(named[at], named[at]))}
    with database.write() as session:
        for one, other, followed in reversed(merges):
            follow_parting(session, one, other, followed)
    assert held(database, who) == {for_organisation(named[at])}
