"""`egret bench pages`: public pages, a new person from registering to submitting, the gateway's own share."""

import argparse
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import create_engine, text

from bench import crowd, load, site
from bench.hop import hop
from bench.report import Report
from bench.streams import streams
from tests.provision.postgres import DURABLE, Postgres
from tests.provision.rabbitmq import RabbitMQ
from tests.provision.vhosts import create

BROTLI = {"Accept-Encoding": "br", "Accept-Language": "zh-CN"}
WARM = 1.0
"""Seconds in which people come first: they wait for templates to be read and threads to start."""
PEER = {1: 1.9, 16: 3.1}
"""Flows a second of the nearest peer on two cores, by concurrency."""


def home(report: Report, running: site.Site, folder: Path, seconds: float) -> None:
    """The home page for strangers, as served and as made anew each time, beside a bare Flask; its size on the wire."""
    with site.hello(folder) as plain:
        bare = load.pages(plain.port, "/", 16, seconds)
    load.pages(running.port, "/?fresh=0", 1, 1, BROTLI)
    kept = load.pages(running.port, "/", 16, seconds, BROTLI)
    made = load.pages(running.port, "/?fresh=1", 16, seconds, BROTLI)
    failed = kept.failed + made.failed
    report.rate("home page, strangers, 16 at once", kept.rate, bare.rate, 0.12)
    report.rate("home page, made anew each time", made.rate, bare.rate, 0.12)
    report.figure("home page on the wire", f"{kept.size:,} bytes, {failed} errors", "0 errors")


def flows(report: Report, running: site.Site, engine: str, seconds: float) -> None:
    """New people from registering to submitting, counted in the database."""
    mail = running.data / "mail"
    label = engine.lower().replace(" ", "-")
    crowd.come(site.ROOT, running.port, mail, f"{label}-warm", 2, WARM)
    for at_once in (1, 16):
        before = submitted(running)
        came = crowd.come(site.ROOT, running.port, mail, f"{label}{at_once}", at_once, seconds)
        rate = (submitted(running) - before) / came.seconds
        what = f"register to submit, {engine}, {at_once} at once"
        measured = f"{rate:.1f} flows/s, {came.requests / came.seconds:.0f} requests/s, {len(came.errors)} errors"
        peer = PEER[at_once]
        report.figure(what, measured, f">= {20 * peer:.0f}/s, 0 errors", f"peer {peer}/s", f"{rate / peer:.1f}")
        for error in came.errors[:1]:
            report.figure("  first error", error, "none")


def submitted(running: site.Site) -> int:
    """Entries handed in, by the database itself."""
    with create_engine(running.database or f"sqlite:///{running.data}/registration.db").connect() as connection:
        found = connection.execute(text("SELECT count(*) FROM entry WHERE state = 'submitted'")).scalar()
    return int(found or 0)


@contextmanager
def postgres() -> Iterator[str]:
    """A server of its own that keeps what it commits; a value for EGRET_DATABASE."""
    server = Postgres(settings=DURABLE).start()
    try:
        yield f"{server.url}/bench"
    finally:
        server.close()


@contextmanager
def rabbitmq() -> Iterator[str]:
    """A broker of its own; a value for EGRET_BROKER."""
    server = RabbitMQ().start()
    try:
        create(server.api_url, "bench")
        yield f"{server.url}/bench"
    finally:
        server.close()


def flows_on_postgres(report: Report, folder: Path, seconds: float) -> None:
    """The same people where the truth lies in PostgreSQL: one process, then two for each part with RabbitMQ between."""
    with postgres() as url, site.product(folder / "postgres", url) as running:
        flows(report, running, "PostgreSQL", seconds)
    with postgres() as url, rabbitmq() as broker, site.product(folder / "parts", url, broker) as running:
        flows(report, running, "PostgreSQL and RabbitMQ", seconds)


def main() -> None:
    """Measure everything and print one table."""
    parser = argparse.ArgumentParser(prog="egret bench pages")
    parser.add_argument("--seconds", type=float, default=10, help="how long each measurement loads the product")
    parser.add_argument("--streams", type=int, default=1000)
    parser.add_argument("--only", choices=("home", "flows", "hop", "streams"), help="leave out the others")
    parser.add_argument("--without-postgres", action="store_true")
    given = parser.parse_args()
    report = Report("Pages")

    def wanted(name: str) -> bool:
        return given.only in {None, name}

    with tempfile.TemporaryDirectory(prefix="egret-bench-") as name:
        folder = Path(name)
        with site.product(folder / "sqlite") as running:
            if wanted("home"):
                home(report, running, folder, given.seconds)
            if wanted("streams"):
                streams(report, running, given.streams, given.seconds)
            if wanted("flows"):
                flows(report, running, "SQLite", given.seconds)
        if wanted("flows") and not given.without_postgres:
            flows_on_postgres(report, folder, given.seconds)
        if wanted("hop"):
            hop(report, folder / "hop")
    report.show()


if __name__ == "__main__":
    main()
