"""An event is told if and only if the change it tells of is kept."""

from uuid import UUID

import msgspec
import pytest
from sqlalchemy import select

from chassis import trace
from chassis.events.outbox import MAX_BODY, EventTooLarge, emit
from chassis.storage import tables
from chassis.storage.engine import Database
from contracts.judging import AssignmentRemoved


def removed(reason: str = "回避") -> AssignmentRemoved:
    about = {"edition": "xm5g-04", "number": "XM5G04-0001", "title": "项目"}
    return AssignmentRemoved(
        assignment_id=UUID(int=1), entry_id=UUID(int=2), judge_id=UUID(int=3), reason=reason, **about
    )


def told(database: Database) -> list[str]:
    with database.read() as session:
        return list(session.scalars(select(tables.outbox.c.subject).order_by(tables.outbox.c.id)))


def test_event_is_kept_with_its_subject_body_and_trace(database: Database) -> None:
    with database.write() as session:
        emit(session, removed())
    with database.read() as session:
        row = session.execute(select(tables.outbox)).one()
    assert (row.type, row.subject) == ("judging.assignment.removed.v1", str(UUID(int=1)))
    assert msgspec.json.decode(row.body, type=AssignmentRemoved) == removed()
    assert row.traceparent == trace.current()


def test_event_of_a_change_that_is_dropped_is_never_told(database: Database) -> None:
    rings = database.doorbell.rings
    with database.session(write=True) as session:
        emit(session, removed())
        session.rollback()
    assert told(database) == []
    assert database.doorbell.rings == rings


def test_doorbell_rings_after_the_commit_and_only_for_events(database: Database) -> None:
    rings = database.doorbell.rings
    with database.write():
        pass
    assert database.doorbell.rings == rings
    with database.write() as session:
        emit(session, removed())
        assert database.doorbell.rings == rings
    assert database.doorbell.rings == rings + 1


def test_event_told_within_a_savepoint_rings_once_it_can_be_seen(database: Database) -> None:
    rings = database.doorbell.rings
    with database.write() as session:
        with session.begin_nested():
            emit(session, removed())
        assert database.doorbell.rings == rings
    assert database.doorbell.rings == rings + 1


def test_event_too_large_for_a_broker_is_refused(database: Database) -> None:
    with database.session(write=True) as session, pytest.raises(EventTooLarge):
        emit(session, removed("x" * MAX_BODY))
    assert told(database) == []
