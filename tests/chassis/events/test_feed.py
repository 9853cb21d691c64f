"""A part's log, as the other parts read it."""

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import insert, select, text

from chassis import clock
from chassis.app import create_app
from chassis.config import Settings
from chassis.events.feed import LARGEST_BODIES, FeedDown, Log, RemoteFeed, _rows
from chassis.events.outbox import emit
from chassis.http import auth
from chassis.http.auth import Grant, Identity
from chassis.http.client import ServiceClient, Wsgi
from chassis.storage import ids, tables
from chassis.storage.engine import Database
from contracts.roles import ORGANIZER
from tests.faults import toy

STEP, END = toy.StepTaken.TYPE, toy.WalkEnded.TYPE


def read(database: Database, after: int = 0, types: Any = (STEP,), limit: int = 100, **given: Any) -> tuple:
    page = Log(database).read(after, types, limit, **given)
    return [item.id for item in page.items], page.head, page.more


@pytest.fixture
def told(ledger: Database) -> Database:
    """Ids 1 to 6: steps, except that 2 and 5 end a walk."""
    for number in range(1, 7):
        with ledger.write() as session:
            emit(
                session,
                toy.WalkEnded(walker="ann") if number in (2, 5) else toy.StepTaken(walker="ann", number=number),
            )
    return ledger


def test_page_holds_the_wanted_types_in_order_and_says_how_far_it_looked(told: Database) -> None:
    assert read(told) == ([1, 3, 4, 6], 6, False)
    assert read(told, types=(END,)) == ([2, 5], 6, False)
    assert read(told, types=(END, STEP), after=3) == ([4, 5, 6], 6, False)


def test_full_page_looked_as_far_as_its_last_item(told: Database) -> None:
    assert read(told, types=(STEP, END), limit=4) == ([1, 2, 3, 4], 4, True)


def test_empty_page_tells_how_far_the_log_goes(told: Database) -> None:
    assert read(told, after=6) == ([], 6, False)
    assert read(told, types=("toy.nothing.happened.v1",)) == ([], 6, False)


def test_ids_come_without_bodies(told: Database) -> None:
    assert {item.body for item in Log(told).read(0, [STEP], 10, ids=True).items} == {None}


def test_item_is_the_event_as_the_bus_brings_it(told: Database) -> None:
    message = Log(told).read(0, [STEP], 1).items[0].message("toy")
    with told.read() as session:
        row = session.execute(select(tables.outbox).order_by(tables.outbox.c.id)).first()
    assert row
    assert (message.id, message.type, message.subject, message.body) == (row.event_id, STEP, "ann", row.body)
    assert (message.traceparent, message.sequence, message.time) == (row.traceparent, 1, row.created_at)


def test_large_bodies_end_a_page_early(sqlite_ledger: Database) -> None:
    with sqlite_ledger.write() as session:
        for _ in range(6):
            emit(session, toy.StepTaken(walker="w" * 10, number=1, mode="x" * (LARGEST_BODIES // 5)))
    found, head, more = read(sqlite_ledger)
    assert (found, head, more) == ([1, 2, 3, 4, 5], 5, True)
    assert read(sqlite_ledger, after=head) == ([6], 6, False)


@pytest.fixture
def postgres_told(postgres_database: str) -> Iterator[Database]:
    database = toy.create(Database(postgres_database))
    for number in range(1, 7):
        toy.step(database, "ann", number)
    yield database
    database.close()


def test_row_of_a_slower_transaction_is_not_passed_over(postgres_told: Database) -> None:
    told, log = postgres_told, Log(postgres_told)
    with told.session(write=True) as slow:
        emit(slow, toy.StepTaken(walker="slow", number=7))
        toy.step(told, "quick", 8)
        seen = [log.read(6, [STEP], 10).head for _ in range(3)]
        assert [item.id for item in Log(told).read(0, [STEP], 10).items] == [1, 2, 3, 4, 5, 6]
        slow.commit()
    assert max(seen) == 6
    assert [[item.id for item in log.read(6, [STEP], 10).items] for _ in range(3)][-1] == [7, 8]


@pytest.mark.parametrize("types", [(STEP,), (STEP, END)])
def test_long_log_is_searched_not_scanned(ledger: Database, types: tuple[str, ...]) -> None:
    rows = [
        {
            "event_id": str(ids.new_id()),
            "type": "toy.other.x.v1",
            "subject": "s",
            "body": b"{}",
            "traceparent": "",
            "created_at": clock.now(),
        }
        for _ in range(20_000)
    ]
    with ledger.write() as session:
        session.execute(insert(tables.outbox), rows)
        session.execute(text("ANALYZE"))
    asked = _rows(types, True).params(after=0, head=20_000, limit=500)
    query = asked.compile(ledger.engine, compile_kwargs={"literal_binds": True})
    with ledger.read() as session:
        plan = "\n".join(
            str(row) for row in session.execute(text(f"EXPLAIN {'QUERY PLAN ' if ledger.sqlite else ''}{query}"))
        )
    assert "ix_outbox_type_id" in plan
    assert "SCAN outbox" not in plan
    assert "Seq Scan on outbox" not in plan


SECRET = "0123456789abcdef" * 4


@pytest.fixture
def app(told: Database, settings: Settings) -> Flask:
    """The toy's application over its log."""
    return create_app(toy.TOY, settings, told)


def test_other_part_reads_the_log_through_the_api(app: Flask, told: Database) -> None:
    feed = RemoteFeed(ServiceClient("toy", Wsgi(app), SECRET), "ledger")
    assert feed.read(1, [STEP, END], 3) == Log(told).read(1, [STEP, END], 3)


def test_asking_for_ids_tells_the_position(app: Flask, told: Database) -> None:
    feed = RemoteFeed(ServiceClient("toy", Wsgi(app), SECRET), "ledger")
    feed.read(1, [STEP], 3)
    feed.read(3, [STEP], 3, ids=True)
    feed.read(4, [STEP], 3, ids=True)
    with told.read() as session:
        rows = session.execute(select(tables.subscription)).all()
    assert [(row.consumer, row.source, row.position) for row in rows] == [("ledger", "toy", 4)]


def test_part_that_does_not_let_us_read_counts_as_away(app: Flask) -> None:
    with pytest.raises(FeedDown):
        RemoteFeed(ServiceClient("toy", Wsgi(app), "another secret of thirty-two characters"), "ledger").read(
            0, [STEP], 1
        )


def headers(identity: Identity) -> dict[str, str]:
    return {"Authorization": f"Bearer {auth.sign(identity, audience='toy', secret=SECRET)}"}


@pytest.fixture
def web(app: Flask) -> FlaskClient:
    return app.test_client()


def test_log_of_a_database_that_is_away_is_unavailable(web: FlaskClient, app: Flask) -> None:
    with app.extensions["egret_database"].write() as session:
        session.execute(text("ALTER TABLE outbox RENAME TO away"))
    answer = web.get(f"/internal/outbox?types={STEP}", headers=headers(auth.service_identity("ledger")))
    assert answer.status_code == 503


def test_people_may_not_read_the_log(web: FlaskClient) -> None:
    organizer = Identity(ids.new_id(), "陈", (Grant(ORGANIZER),))
    answers = [web.get(f"/internal/outbox?types={STEP}", headers=given) for given in ({}, headers(organizer))]
    assert [answer.status_code for answer in answers] == [401, 403]
    assert all(b"ann" not in answer.data for answer in answers)


@pytest.mark.parametrize(
    "query",
    [
        "",
        "types=",
        "types=a&after=-1",
        f"types=a&after={2**63}",
        "types=a&after=x",
        "types=a&limit=0",
        "types=a&limit=1001",
        "types=a&ids=perhaps",
        "types=" + ",".join(map(str, range(51))),
    ],
)
def test_senseless_question_is_refused(web: FlaskClient, query: str) -> None:
    answer = web.get(f"/internal/outbox?{query}", headers=headers(auth.service_identity("ledger")))
    assert answer.status_code == 422
