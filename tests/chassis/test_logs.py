"""Log lines are JSON, name part and trace, and keep secrets to themselves."""

import json
import logging
from collections.abc import Iterator

import pytest
import structlog
from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError

from chassis import clock, logs, trace
from chassis.storage import tables
from chassis.storage.engine import Database


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    logs.speak_for("")
    yield
    root.handlers[:], root.level = handlers, level
    structlog.reset_defaults()


def lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    return [json.loads(line) for line in capsys.readouterr().err.splitlines()]


def test_line_tells_part_trace_and_time(capsys: pytest.CaptureFixture[str]) -> None:
    logs.setup("info", "judging")
    logging.getLogger("chassis.events.relay").warning("%d rows wait", 3)
    (line,) = lines(capsys)
    at = line.pop("at")
    assert isinstance(at, str)
    assert at.endswith("Z")
    assert line == {
        "event": "3 rows wait", "level": "warning", "logger": "chassis.events.relay", "part": "judging",
        "trace": trace.trace_id(),
    }  # fmt: skip


def test_part_that_speaks_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    logs.setup("info", "egret")
    logs.speak_for("notify")
    structlog.get_logger("x").info("开始", count=1)
    (line,) = lines(capsys)
    assert (line["part"], line["event"], line["count"]) == ("notify", "开始", 1)


def test_level_is_respected(capsys: pytest.CaptureFixture[str]) -> None:
    logs.setup("warning", "judging")
    logging.getLogger("x").info("no")
    assert lines(capsys) == []


def test_failure_is_told_on_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    logs.setup("info", "judging")
    try:
        raise ValueError("Bearer abcdef123")
    except ValueError:
        logging.getLogger("x").exception("failed")
    (line,) = lines(capsys)
    assert "ValueError: Bearer [hidden]" in str(line["exception"])


@pytest.mark.parametrize(
    "text",
    [
        "Authorization: Bearer s3cret-value",
        "GET /signin/s3cret-value HTTP/1.1",
        "https://egret.example/signin/s3cret-value?next=/",
        "amqp://guest:s3cret-value@host/vhost",
        "postgresql+psycopg://egret:s3cret-value@host/egret",
        "postgresql://egret@host/egret?password=s3cret-value&sslmode=require",
        "token eyJhbGciOiJIUzI1NiJ9.s3cret-value.x_y-z",
        "duplicate key\nDETAIL:  Key (email)=(s3cret-value) already exists.\nHINT: none",
    ],
)
def test_secret_in_a_text_is_hidden(capsys: pytest.CaptureFixture[str], text: str) -> None:
    logs.setup("info", "judging")
    logging.getLogger("x").info("%s", text)
    structlog.get_logger("x").info("call", request={"url": [text]})
    said = capsys.readouterr().err
    assert "s3cret-value" not in said
    assert said.count("[hidden]") == 2


def test_failure_of_a_statement_keeps_its_values_to_itself(
    database: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    logs.setup("info", "gateway")
    row = {"event_id": "s3cret-value", "type": "x", "body": b"", "traceparent": "", "created_at": clock.now()}
    try:
        with database.write() as session:
            session.execute(insert(tables.outbox).values(**row, subject=None))
    except IntegrityError:
        logging.getLogger("x").exception("failed")
    said = capsys.readouterr().err
    assert "IntegrityError" in said
    assert "s3cret-value" not in said


@pytest.mark.parametrize("name", ["Authorization", "cookie", "smtp_password", "secret", "signin_token"])
def test_secret_by_its_name_is_hidden(capsys: pytest.CaptureFixture[str], name: str) -> None:
    logs.setup("info", "judging")
    structlog.get_logger("x").info("call", headers={name: "s3cret-value"}, **{name: "s3cret-value"})
    assert "s3cret-value" not in capsys.readouterr().err
