"""A part says whether it can serve, how far events lag, and counts its requests."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import insert

from chassis import clock
from chassis.events.outbox import emit
from chassis.storage import tables
from chassis.storage.engine import Database
from contracts.judging import AssignmentRemoved

BROKER = "amqp://guest:guest@127.0.0.1:1/"


@pytest.fixture
def app(make_app: Callable[..., Flask], database_server: str) -> Flask:
    app = make_app(broker=BROKER, database=database_server)
    tables.metadata.create_all(database(app).engine)
    return app


def database(app: Flask) -> Database:
    opened: Database = app.extensions["egret_database"]
    return opened


def emit_some(app: Flask, count: int) -> None:
    with database(app).write() as session:
        for number in range(count):
            emit(
                session,
                AssignmentRemoved(
                    assignment_id=UUID(int=1),
                    entry_id=UUID(int=2),
                    judge_id=UUID(int=3),
                    reason=str(number),
                    edition="e",
                    number="1",
                    title="t",
                ),
            )


def park(app: Flask, state: str, event: str) -> None:
    now = clock.now()
    with database(app).write() as session:
        session.execute(
            insert(tables.parked).values(
                consumer="registration", source="judging", event_id=event, subject="s", type="t", body=b"",
                state=state, attempts=1, error="", first_at=now, last_at=now, occurred_at=now, holds=False,
            )
        )  # fmt: skip


def test_live_answers_without_the_database(app: Flask) -> None:
    assert app.test_client().get("/health/live").json == {"status": "ok"}


def test_ready_counts_what_waits(app: Flask) -> None:
    with clock.frozen(clock.now()):
        emit_some(app, 3)
        with database(app).write() as session:
            state = {"epoch": 1, "leader": "x", "lease_until": clock.now()}
            session.execute(insert(tables.relay_state).values(name="registration", position=1, **state))
        for state, event in (("dead", "a"), ("held", "b"), ("held", "c"), ("discarded", "d")):
            park(app, state, event)
        with clock.frozen(clock.now() + timedelta(seconds=90)):
            answer = app.test_client().get("/health/ready")
    assert answer.status_code == 200
    assert answer.json == {
        "status": "ok", "database": True, "outbox": {"rows": 2, "seconds": 90.0},
        "parked": {"retry": 0, "held": 2, "dead": 1}, "broker": "unknown",
    }  # fmt: skip


def test_ready_is_calm_when_nothing_waits(app: Flask) -> None:
    assert app.test_client().get("/health/ready").json["outbox"] == {"rows": 0, "seconds": 0.0}


def test_ready_fails_only_with_the_database(app: Flask) -> None:
    tables.metadata.drop_all(database(app).engine)
    answer = app.test_client().get("/health/ready")
    assert (answer.status_code, answer.json) == (503, {"status": "failing", "database": False})
    assert app.test_client().get("/health/live").status_code == 200


def test_metrics_count_by_route_template_and_not_by_address(app: Flask) -> None:
    client = app.test_client()
    client.get("/health/live")
    client.get("/nothing-here-42")
    client.open("/nothing-here-43", method="BREW")
    emit_some(app, 2)
    park(app, "dead", "a")
    text = client.get("/metrics").get_data(as_text=True)
    said = {line.rpartition(" ")[0]: float(line.rpartition(" ")[2]) for line in text.splitlines() if line[0] != "#"}
    labels = 'method="{}",part="registration",route="{}",status="{}"'
    assert said[f"egret_requests_total{{{labels.format('GET', '/health/live', 200)}}}"] == 1
    assert said[f"egret_requests_total{{{labels.format('GET', '(none)', 404)}}}"] == 1
    assert said[f"egret_requests_total{{{labels.format('(other)', '(none)', 404)}}}"] == 1
    assert said['egret_outbox_lag_rows{part="registration"}'] == 2
    assert said['egret_parked_events{part="registration",state="dead"}'] == 1
    assert "nothing-here" not in text


def test_parts_in_one_process_count_for_themselves(app: Flask, make_app: Callable[..., Flask]) -> None:
    app.test_client().get("/health/live")
    other = make_app()
    tables.metadata.create_all(database(other).engine)
    assert "/health/live" not in other.test_client().get("/metrics").get_data(as_text=True)
