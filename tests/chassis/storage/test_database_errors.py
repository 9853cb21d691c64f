"""A database that is away is told from one that refuses a statement."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, OperationalError

from chassis.storage import database_errors
from chassis.storage.engine import Database


def test_server_that_cannot_be_reached_is_down() -> None:
    database = Database("postgresql+psycopg://nobody@127.0.0.1:1/nothing")
    with pytest.raises(OperationalError) as caught, database.read() as session:
        session.execute(text("SELECT 1"))
    assert database_errors.is_down(caught.value)
    assert not database_errors.is_conflict(caught.value)


def test_statement_that_cannot_be_carried_out_is_no_fault_of_the_database(database: Database) -> None:
    with pytest.raises(DBAPIError) as caught, database.write() as session:
        session.execute(text("SELECT 1 FROM nothing"))
    assert not database_errors.is_down(caught.value)
    assert not database_errors.is_conflict(caught.value)
