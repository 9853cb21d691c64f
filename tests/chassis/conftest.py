"""A part of the tests' own, on each database the product runs on."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import make_url
from werkzeug.serving import make_server

from chassis.app import create_app
from chassis.config import Settings
from chassis.events.consumer import Consumer
from chassis.events.feed import Feed, Log
from chassis.part import Part
from chassis.storage import tables
from chassis.storage.engine import Database
from tests.chassis.events.consuming import Running, Start
from tests.faults import toy
from tests.fresh_tables import create_tables
from tests.provision import databases


@pytest.fixture
def each_database(make_settings: Any, database_server: str) -> Settings:
    """Plain settings, once on SQLite and once on PostgreSQL."""
    made: Settings = make_settings(database=database_server)
    return made


@pytest.fixture
def make_app(make_settings: Any, tmp_path: Path) -> Iterator[Callable[..., Flask]]:
    """`make_app(wire, **settings)`: a part's application named `registration`, wired by the test."""
    made: list[Flask] = []

    def make(wire: Callable[[Flask, Settings], None] = lambda app, settings: None, **given: Any) -> Flask:
        settings = make_settings(**given)
        url = make_url(settings.database_url("registration"))
        if url.get_backend_name() != "sqlite":
            databases.create(databases.server_of(url), url.database or "")
        made.append(create_app(Part("registration", tmp_path, Settings, wire), settings))
        return made[-1]

    yield make
    for app in made:
        app.extensions["egret_database"].close()


@pytest.fixture
def ledger(database_url: str) -> Iterator[Database]:
    """A database with the tables of the toy parts, once on each engine; it is producer and consumer at once."""
    database = toy.create(Database(database_url))
    yield database
    database.close()


@pytest.fixture
def sqlite_ledger(tmp_path: Path) -> Iterator[Database]:
    """The same on SQLite alone."""
    database = toy.create(Database(f"sqlite:///{tmp_path / 'ledger.db'}"))
    yield database
    database.close()


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """A database with the tables of the backbone, once on each engine."""
    database = create_tables(Database(database_url), tables.metadata)
    yield database
    database.close()


@pytest.fixture
def sqlite(tmp_path: Path) -> Iterator[Database]:
    """The same on SQLite alone."""
    database = create_tables(Database(f"sqlite:///{tmp_path / 'part.db'}"), tables.metadata)
    yield database
    database.close()


@pytest.fixture
def serve() -> Iterator[Callable[[Any], str]]:
    """Serves WSGI applications on ports of their own."""
    started: list[tuple[Any, threading.Thread]] = []

    def start(app: Any) -> str:
        server = make_server("127.0.0.1", 0, app, threaded=True)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        started.append((server, thread))
        return f"http://127.0.0.1:{server.port}"

    yield start
    for server, thread in started:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def start(sqlite_ledger: Database) -> Iterator[Start]:
    """`start(bus, feed)`: a consumer that runs until the test ends."""
    running: list[Running] = []

    def begin(bus: object, feed: Feed | None = None) -> Consumer:
        running.append(Running(sqlite_ledger, bus, feed or Log(sqlite_ledger)))
        return running[-1].consumer

    yield begin
    for one in running:
        one.end()
