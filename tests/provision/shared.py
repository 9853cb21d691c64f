"""One broker and one database server per test run, shared by all its processes, started when first asked for."""

import fcntl
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from tests.provision.errors import Missing

RUN = "EGRET_TEST_RUN"
"""Folder and process id of the run, `FOLDER:PID`; set by its first process, read by the others."""
ROOT = Path(__file__).parents[2]
GIVEN = {"broker": "EGRET_TEST_BROKER", "postgres": "EGRET_TEST_POSTGRES"}


def begin() -> None:
    """Called once by the process that controls the run."""
    folder = tempfile.mkdtemp(prefix="egret-run-")
    os.environ[RUN] = f"{folder}:{os.getpid()}"


def finish() -> None:
    """End every server of the run and wait until they are gone."""
    folder, pid = _run()
    if pid != os.getpid():
        return
    (folder / "stop").touch()
    deadline = time.monotonic() + 30
    while any(_locked(path) for path in folder.glob("*.keeper")) and time.monotonic() < deadline:
        time.sleep(0.1)
    shutil.rmtree(folder, ignore_errors=True)
    del os.environ[RUN]


@contextmanager
def run() -> Iterator[None]:
    """What tests share, for as long as the block lasts: for programs that are no tests and use their parts."""
    begin()
    try:
        yield
    finally:
        finish()


def _run() -> tuple[Path, int]:
    folder, _, pid = os.environ[RUN].rpartition(":")
    return Path(folder), int(pid)


def _locked(path: Path) -> bool:
    with path.open() as opened:
        try:
            fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        return False


def made_once(name: str, make: Callable[[Path], None]) -> Path:
    """A folder that the first process to ask for it makes, by filling the one it is given; it goes with the run."""
    with locked(name) as place:
        if not place.exists():
            draft = place.with_name(f"{name}-draft")
            make(draft)
            draft.rename(place)
    return place


@contextmanager
def locked(name: str) -> Iterator[Path]:
    """A place that the run's processes share, for one of them at a time; it goes with the run."""
    folder, _ = _run()
    with (folder / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield folder / name


def address(kind: str) -> dict[str, str]:
    """Where the run's `broker` or `postgres` answers. Raises Missing, naming what could not be had."""
    given = os.environ.get(GIVEN[kind])
    if given:
        return {"url": given.rstrip("/"), "api": os.environ.get("EGRET_TEST_BROKER_API", "") or _api_of(given)}
    folder, pid = _run()
    with locked(kind):
        published = folder / f"{kind}.json"
        if not published.exists():
            _start_keeper(kind, folder, pid)
    facts: dict[str, str] = json.loads(published.read_text())
    if "error" in facts:
        advice = f"Give an address in {GIVEN[kind]}, install it, or leave it out: --without {kind}"
        raise Missing(f"{facts['error']}. {advice}")
    return facts


def _start_keeper(kind: str, folder: Path, pid: int) -> None:
    """Start the keeper; it holds a lock on `KIND.keeper` for as long as it lives."""
    with (folder / f"{kind}.keeper").open("w") as held, (folder / f"{kind}.output").open("w") as output:
        fcntl.flock(held, fcntl.LOCK_EX)
        keeper = subprocess.Popen(
            [sys.executable, "-m", "tests.provision.keeper", kind, str(folder), str(pid)],
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            pass_fds=[held.fileno()],
            start_new_session=True,
        )
    while not (folder / f"{kind}.json").exists():
        if keeper.poll() is not None and not (folder / f"{kind}.json").exists():
            raise Missing(f"{kind} could not be started:\n{(folder / f'{kind}.output').read_text()[-3000:]}")
        time.sleep(0.05)
    keeper.returncode = 0  # it outlives this process: it watches the one that controls the run


def _api_of(broker: str) -> str:
    """The management API's usual place beside a broker."""
    parts = urlsplit(broker)
    return f"http://{parts.username or 'guest'}:{parts.password or 'guest'}@{parts.hostname}:15672"
