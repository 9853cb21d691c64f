"""What every test may ask for: settings, databases on both engines, a broker, a browser.

One broker and one database server serve the whole run, also over several processes; each test gets a fresh virtual
host and fresh databases. They start when first asked for and end with the run.
"""

import gc
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from chassis.config import Settings
from chassis.words import catalogs
from tests import environment
from tests.choosing import LONGEST, MARKS, PROCESSES, needs, place
from tests.provision import browser, databases, shared, vhosts
from tests.provision.rabbitmq import RabbitMQ
from tests.standing import Loan, Stands
from tests.templates import SECRET, Templates

RARELY = (50_000, 20, 20)
"""So many new objects make the collector look at the young, so many looks at the young make one at the older."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--without", default="", help=f"leave out, comma separated: {', '.join(MARKS)}")


def pytest_configure(config: pytest.Config) -> None:
    environment.keep_bytecode()
    environment.write_to_memory()
    environment.choose_examples()
    for name, meaning in MARKS.items():
        config.addinivalue_line("markers", f"{name}: {meaning}")
    if unknown := left_out(config) - set(MARKS):
        raise pytest.UsageError(f"--without knows {', '.join(MARKS)}; not {', '.join(sorted(unknown))}")
    if not hasattr(config, "workerinput"):
        catalogs.compile_all(quiet=True)
        shared.begin()


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Do not even read folders of slow tests that were left out."""
    return True if collection_path in PROCESSES and "slow" in left_out(config) else None


def pytest_collection_finish() -> None:
    """Let the collector of garbage look rarely, and never at what stays for the whole run: modules and the tests."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*RARELY)


def pytest_unconfigure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        shared.finish()


def left_out(config: pytest.Config) -> set[str]:
    """The marks that the caller asked to leave out."""
    return {name for name in config.getoption("--without").split(",") if name}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for item in items:
        for name in needs(item):
            item.add_marker(name)
        if any(item.get_closest_marker(name) for name in MARKS):
            item.add_marker(pytest.mark.flaky(reruns=1))  # decision 0013
    names = left_out(config)
    unwanted = {item for item in items if any(item.get_closest_marker(name) for name in names)}
    config.hook.pytest_deselected(items=[*unwanted])
    items[:] = [item for item in items if item not in unwanted]
    items.sort(key=lambda item: place(item.path, LONGEST))


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    if names := left_out(config):
        terminalreporter.write_line(f"Left out on request: tests marked {', '.join(sorted(names))}.", yellow=True)


@pytest.fixture
def make_settings(tmp_path: Path) -> Callable[..., Any]:
    """`make_settings(RegistrationSettings, broker=…)`: settings of a part, its data in a fresh folder."""

    def make(kind: type[Settings] = Settings, **given: Any) -> Settings:
        return kind(**{"data": tmp_path / "data", "secret": SECRET, "limit_creations": 0, **given})

    return make


@pytest.fixture
def settings(make_settings: Callable[..., Any]) -> Settings:
    """Plain settings: embedded, SQLite, a fresh folder."""
    made: Settings = make_settings()
    return made


def refuse_left_out(config: pytest.Config, mark: str) -> None:
    """A test that gets a thing nobody could foresee must say so by its mark."""
    if mark in left_out(config):
        pytest.fail(f"this test needs what --without leaves out: mark it {mark}")


@pytest.fixture(scope="session")
def postgres_server(pytestconfig: pytest.Config) -> str:
    """The run's PostgreSQL server, `postgresql://user@host:port`."""
    refuse_left_out(pytestconfig, "postgres")
    return shared.address("postgres")["url"]


@pytest.fixture
def postgres_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """A value for EGRET_DATABASE; migrating makes the databases, they are dropped afterwards."""
    server: str = request.getfixturevalue("postgres_server")
    with databases.prefix(server) as name:
        yield f"{server}/{name}"


@pytest.fixture(scope="session")
def spares() -> Iterator[databases.Spares]:
    """The empty PostgreSQL databases made so far."""
    made = databases.Spares()
    yield made
    made.close()


@pytest.fixture
def postgres_database(request: pytest.FixtureRequest, spares: databases.Spares) -> Iterator[str]:
    """The SQLAlchemy URL of one empty PostgreSQL database."""
    server: str = request.getfixturevalue("postgres_server")
    with spares.lend(server) as name:
        yield f"{server}/{name}".replace("postgresql://", "postgresql+psycopg://")


ENGINES = ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)]


@pytest.fixture(params=ENGINES)
def database_server(request: pytest.FixtureRequest) -> str:
    """A value for EGRET_DATABASE, once for SQLite (empty) and once for PostgreSQL."""
    return "" if request.param == "sqlite" else str(request.getfixturevalue("postgres_url"))


@pytest.fixture(params=ENGINES)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The SQLAlchemy URL of one fresh, empty database, once on each engine."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'test.db'}"
    return str(request.getfixturevalue("postgres_database"))


@pytest.fixture(scope="session")
def templates(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Templates]:
    """Migrated databases to copy: `templates.put(PART, settings)` instead of `migrate.upgrade(PART, settings)`."""
    made = Templates(tmp_path_factory.mktemp("templates"))
    yield made
    made.close()


@pytest.fixture(scope="session")
def stands(tmp_path_factory: pytest.TempPathFactory, templates: Templates) -> Iterator[Stands]:
    """The parts built so far."""
    built = Stands(tmp_path_factory.mktemp("stands"), templates)
    yield built
    built.close()


@pytest.fixture
def stand(stands: Stands) -> Iterator[Loan]:
    """`stand(PART, server, **settings)`: a part's application on a migrated, empty database; quicker than a new one."""
    with stands.lend() as loan:
        yield loan


@pytest.fixture
def broker_url(pytestconfig: pytest.Config) -> Iterator[str]:
    """A fresh virtual host on the run's RabbitMQ."""
    refuse_left_out(pytestconfig, "broker")
    address, name = shared.address("broker"), databases.fresh_name()
    vhosts.create(address["api"], name)
    yield f"{address['url']}/{name}"
    vhosts.delete(address["api"], name)


@pytest.fixture
def broker_api() -> str:
    """The management API of the run's RabbitMQ, `http://user:password@host:port`."""
    return shared.address("broker")["api"]


@pytest.fixture
def own_broker() -> Iterator[RabbitMQ]:
    """A RabbitMQ of the test's own, running, to kill, freeze or starve."""
    broker = RabbitMQ()
    try:
        yield broker.start()
    finally:
        broker.close()


@pytest.fixture(scope="session")
def chromium() -> str:
    """The program of the browser."""
    return browser.path()
