"""A prepared question answers as a session would, on both databases, and fails as one."""

from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest
from sqlalchemy import JSON, Column, Integer, MetaData, Table, Uuid, bindparam, insert, literal_column, select
from sqlalchemy.exc import DBAPIError

from chassis.storage.engine import Database
from chassis.storage.prepared import Prepared
from chassis.storage.tables import StoredScope, UTCDateTime
from contracts.scopes import Scope

THING = Table(
    "prepared_thing",
    MetaData(),
    Column("id", Uuid, primary_key=True),
    Column("number", Integer),
    Column("at", UTCDateTime),
    Column("scope", StoredScope),
    Column("answers", JSON),
)
ID = uuid4()
ROW = {
    "id": ID,
    "number": 1,
    "at": datetime(2024, 11, 17, 8, 30, 15, 123456, tzinfo=UTC),
    "scope": Scope.edition("2024"),
    "answers": {"100 %": ["甲"]},
}
FOUND = select(THING, literal_column("'50 %'").label("share")).where(THING.c.id == bindparam("thing"))
FOUND = FOUND.where(THING.c.number == 1, THING.c.at <= bindparam("until"))


def asked_for(thing: UUID) -> dict[str, object]:
    return {"thing": thing, "until": ROW["at"]}


@pytest.fixture
def things(database: Database) -> Database:
    THING.create(database.engine)
    with database.write() as session:
        session.execute(insert(THING), ROW)
    return database


def test_answers_as_a_session_would(things: Database) -> None:
    prepared, asked = Prepared(FOUND), asked_for(ID)
    with things.read() as session:
        [within] = prepared.rows(session, **asked)
    [alone] = prepared.rows(things, **asked)
    assert alone._asdict() == within._asdict() == ROW | {"share": "50 %"}
    assert prepared.first(things, **asked_for(uuid4())) is None


def test_shows_what_a_session_has_not_committed_to_that_session_alone(things: Database) -> None:
    prepared, asked = Prepared(FOUND), asked_for(uuid4())
    with things.write() as session:
        session.execute(insert(THING), ROW | {"id": asked["thing"]})
        assert prepared.first(session, **asked) is not None
        assert prepared.first(things, **asked) is None
    assert prepared.first(things, **asked) is not None


def test_fails_as_a_session_does_and_goes_on(things: Database) -> None:
    prepared, asked = Prepared(FOUND), asked_for(ID)
    THING.drop(things.engine)
    with things.read() as session:
        for source in (things, session):
            with pytest.raises(DBAPIError) as failed:
                prepared.rows(source, **asked)
            assert ID.hex not in str(failed.value)
    THING.create(things.engine)
    assert prepared.rows(things, **asked) == []
