"""One holder at a time; whoever lost the lease finds out before it does harm."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from chassis import clock
from chassis.events.lease import Fenced, Lease
from chassis.storage.engine import Database
from chassis.storage.tables import relay_state


def expired(lease: Lease) -> Lease:
    """The lease, its time over."""
    lease._update(0, -1.0)
    return lease


def test_first_candidate_begins_at_zero(database: Database) -> None:
    assert Lease(database, "gateway").take() == 0


def test_second_candidate_stands_by(database: Database) -> None:
    Lease(database, "gateway").take()
    assert Lease(database, "gateway").take() is None


def test_leases_of_different_names_do_not_meet(database: Database) -> None:
    Lease(database, "gateway").take()
    assert Lease(database, "judging").take() == 0


def test_successor_continues_at_the_saved_position(database: Database) -> None:
    first, second = Lease(database, "gateway"), Lease(database, "gateway")
    first.take()
    first.keep(41)
    first.release(42)
    assert second.take() == 42


def test_holder_whose_time_is_over_is_replaced_and_fenced(database: Database) -> None:
    first, second = Lease(database, "gateway"), Lease(database, "gateway")
    first.take()
    first.keep(41)
    expired(first)
    assert second.take() == 0
    with pytest.raises(Fenced):
        first.keep(99)
    with pytest.raises(Fenced):
        first.release(99)
    assert first.take() is None
    with database.read() as session:
        assert session.scalar(select(relay_state.c.position)) == 0


def test_candidate_that_never_held_the_lease_saves_nothing(database: Database) -> None:
    Lease(database, "gateway").take()
    with pytest.raises(Fenced):
        Lease(database, "gateway").keep(99)


def test_successor_is_fenced_by_the_next_one(database: Database) -> None:
    first, second, third = (Lease(database, "gateway") for _ in range(3))
    first.take()
    expired(first)
    second.take()
    expired(second)
    assert third.take() == 0
    for over in (first, second):
        with pytest.raises(Fenced):
            over.keep(99)
    third.keep(1)


def test_holder_keeps_the_lease_by_renewing(database: Database) -> None:
    first = Lease(database, "gateway")
    first.take()
    expired(first)
    first.keep(1)
    assert Lease(database, "gateway").take() is None


def test_holder_that_lost_its_memory_takes_over_only_after_the_lease(database: Database) -> None:
    """A crashed process comes back as a new candidate."""
    first = Lease(database, "gateway")
    first.take()
    again = Lease(database, "gateway")
    assert again.take() is None
    expired(first)
    assert again.take() == 0


def test_holder_that_lost_sight_of_its_database_resumes_at_once(database: Database) -> None:
    first = Lease(database, "gateway")
    first.take()
    first.keep(7)
    assert first.take() == 7


def test_lease_follows_the_clock_of_the_database_not_ours(database: Database) -> None:
    Lease(database, "gateway").take()
    with clock.frozen(clock.now() + timedelta(days=1)):
        assert Lease(database, "gateway").take() is None


def test_lease_is_free_once_its_time_is_over_and_not_before(database: Database) -> None:
    first, second = Lease(database, "gateway"), Lease(database, "gateway")
    first.take()
    with database.write() as session:  # in one statement, so that no time passes between
        for ahead, free in ((0.5, 0), (0.0, 1)):
            until = update(relay_state).values(lease_until=first._moment(ahead)).returning(second._expired())
            assert session.scalar(until) == free


def test_since_when_the_broker_is_as_it_is(database: Database) -> None:
    lease = Lease(database, "gateway")
    lease.take()
    moments = []
    for broker in ("blocked", "blocked", "away"):
        lease.keep(0, broker)
        with database.read() as session:
            state = session.execute(select(relay_state.c.broker_since, relay_state.c.lease_until)).one()
        moments.append(state.broker_since)
        if broker == "away":
            assert state.lease_until - state.broker_since > timedelta(seconds=lease.seconds - 0.5)
    assert moments[0] == moments[1] < moments[2]
