"""Keeps one server alive for a test run and ends it with the run, however the run ends.

`python -m tests.provision.keeper KIND FOLDER PID` writes `FOLDER/KIND.json` and stays until process PID is gone or
`FOLDER/stop` appears.
"""

import contextlib
import json
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil

from tests.provision import docker
from tests.provision.errors import Missing
from tests.provision.machine import GENERATION
from tests.provision.postgres import Postgres
from tests.provision.rabbitmq import RabbitMQ


@contextlib.contextmanager
def server(kind: str) -> Iterator[dict[str, str]]:
    """A running server of this kind, `broker` or `postgres`, and its addresses."""
    if not os.environ.get(GENERATION) and docker.usable():
        with docker.service(kind, f"egret{os.getpid()}") as addresses:
            yield addresses
        return
    kept = RabbitMQ() if kind == "broker" else Postgres()
    try:
        kept.start()
        yield {"url": kept.url, "api": getattr(kept, "api_url", "")}
    finally:
        kept.close()


def publish(folder: Path, kind: str, facts: dict[str, str]) -> None:
    """Let the waiting test processes know; the file appears whole or not at all."""
    draft = folder / f".{kind}"
    draft.write_text(json.dumps(facts))
    draft.replace(folder / f"{kind}.json")


def watch(folder: Path, pid: int) -> None:
    """Return once the run is over."""
    run = psutil.Process(pid)
    while run.is_running() and run.status() != psutil.STATUS_ZOMBIE and folder.exists():
        if (folder / "stop").exists():
            return
        time.sleep(0.2)


def main(kind: str, folder: Path, pid: int) -> None:
    """Start, publish, watch, end."""
    try:
        with server(kind) as addresses:
            publish(folder, kind, addresses)
            with contextlib.suppress(psutil.NoSuchProcess):
                watch(folder, pid)
    except (Missing, TimeoutError, OSError) as error:
        publish(folder, kind, {"error": str(error)})


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
