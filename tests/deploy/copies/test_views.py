"""Whatever moment a copy is made, no database in it has applied what another has not told."""

import threading
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert, select

from chassis.clock import now
from chassis.storage import ids
from chassis.storage.engine import Database
from chassis.storage.tables import inbox, metadata, outbox
from deploy.copies import postgres, sqlite
from deploy.copies.errors import CopyFailed
from tests.provision import databases

ROUNDS = 30
FILLERS = {"sqlite": 24, "postgres": 8}
"""Databases that stand between the two, so that without a hold time passes between their views."""


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def pair(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[dict[str, str]]:
    """A producer's database, some that nobody uses, and a consumer's, in this order."""
    names = ["producer", *(f"filler{number}" for number in range(FILLERS[request.param])), "consumer"]
    if request.param == "sqlite":
        yield {name: f"sqlite:///{tmp_path / name}.db" for name in names}
        return
    server: str = request.getfixturevalue("postgres_server")
    with ExitStack() as stack:
        url = server.replace("postgresql://", "postgresql+psycopg://")
        yield {name: f"{url}/{stack.enter_context(databases.database(server))}" for name in names}


@pytest.fixture
def opened(pair: dict[str, str]) -> Iterator[dict[str, Database]]:
    """All of them, with the tables of the backbone."""
    found = {name: Database(url, pool_size=2) for name, url in pair.items()}
    for database in found.values():
        metadata.create_all(database.engine)
    yield found
    for database in found.values():
        database.close()


def tell_and_apply(opened: dict[str, Database], event_id: str) -> None:
    """One event: told in one transaction, applied in another one right after it."""
    told = {"event_id": event_id, "type": "a.b.c.v1", "subject": "s", "body": b"{}", "traceparent": ""}
    with opened["producer"].write() as session:
        session.execute(insert(outbox).values(**told, created_at=now()))
    applied = {"consumer": "c", "source": "p", "event_id": event_id, "sequence": 1, "applied_at": now()}
    with opened["consumer"].write() as session:
        session.execute(insert(inbox).values(applied))


def column(view: Any, query: str) -> set[str]:
    return {row[0] for row in view.execute(query).fetchall()}


@pytest.mark.slow
def test_views_never_show_an_effect_without_its_cause(pair: dict[str, str], opened: dict[str, Database]) -> None:
    engine = sqlite if pair["producer"].startswith("sqlite") else postgres
    stop = threading.Event()

    def write() -> None:
        while not stop.is_set():
            tell_and_apply(opened, str(ids.new_id()))

    writer = threading.Thread(target=write)
    writer.start()
    seen = 0
    try:
        for _ in range(ROUNDS):
            with engine.views(pair) as views:
                applied = column(views["consumer"], "SELECT event_id FROM inbox")
                told = column(views["producer"], "SELECT event_id FROM outbox")
                assert applied <= told
                seen = len(told)
    finally:
        stop.set()
        writer.join()
    assert seen > 0


def test_writers_go_on_while_a_view_is_open(pair: dict[str, str], opened: dict[str, Database]) -> None:
    engine = sqlite if pair["producer"].startswith("sqlite") else postgres
    with engine.views(pair) as views:
        tell_and_apply(opened, "late")
        assert "late" not in column(views["producer"], "SELECT event_id FROM outbox")


@pytest.mark.parametrize("pair", ["sqlite"], indirect=True)
def test_a_writer_that_does_not_let_go_is_reported(
    pair: dict[str, str], opened: dict[str, Database], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite, "WAIT", 0.2)
    with opened["consumer"].write() as session:
        session.execute(select(inbox))
        with pytest.raises(CopyFailed, match="busy"), sqlite.views(pair):
            pass
