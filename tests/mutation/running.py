"""Runs tests in a process forked from one that has imported the libraries already, on a copy of the tree."""

import contextlib
import importlib
import os
import signal
import sys
import time
import warnings
from collections.abc import Iterable, Sequence
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

OWN = {"contracts", "chassis", "services", "gateway", "deploy", "bench", "tests", "conftest"}
"""Packages that are read anew from the copy each time."""
PLUGINS = {"pytest", "pytest-", "hypothesis", "schemathesis", "anyio"}
"""Libraries that pytest wants to import itself."""
QUIETLY = ("-q", "-p", "no:cacheprovider", "-W", "ignore::pytest.PytestAssertRewriteWarning")
PASSED, HUNG, NOTHING_RUN = 0, -1, 5
"""How a run ended: nothing noticed, never, or without a test; all else is a failure."""


def preload(modules: Iterable[str]) -> None:
    """Import these libraries once, so that no run has to."""
    known = packages_distributions()
    for name in modules:
        top = name.partition(".")[0]
        dists = {dist.lower() for dist in known.get(top, ())}
        if top in OWN or top.startswith("_pytest") or any(d.startswith(tuple(PLUGINS)) for d in dists):
            continue
        with warnings.catch_warnings(), contextlib.suppress(Exception, SystemExit):
            warnings.simplefilter("ignore")
            importlib.import_module(name)


def run(copy: Path, arguments: Sequence[str], seconds: float, output: Path, plugins: Sequence[object] = ()) -> int:
    """Run pytest in the copy; how it ended."""
    sys.stdout.flush()
    child = os.fork()
    if child == 0:
        _become(copy, output)
        code = 3
        try:
            for plugin in plugins:
                plugin.start()  # type: ignore[attr-defined]  # every plugin here starts
            code = int(pytest.main([*QUIETLY, "-n", "0", *arguments], plugins=list(plugins)))
        finally:
            sys.stdout.flush()
            os._exit(code)
    return _wait(child, seconds)


def _become(copy: Path, output: Path) -> None:
    """A group of its own, to be ended whole, which says nothing here and finds the copy wherever it looks."""
    os.setsid()
    os.chdir(copy)
    told = os.open(output, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(told, 1)
    os.dup2(told, 2)
    for name in [name for name in sys.modules if name.partition(".")[0] in OWN and name != __name__]:
        del sys.modules[name]
    sys.path[:] = [str(copy), *(place for place in sys.path if Path(place or ".").resolve() != ROOT)]
    os.environ["PYTHONPATH"] = str(copy)


ROOT = Path(__file__).parents[2]


def _wait(child: int, seconds: float) -> int:
    due = time.monotonic() + seconds
    while time.monotonic() < due:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            _end(child)
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.02)
    _end(child)
    os.waitpid(child, 0)
    return HUNG


def _end(group: int) -> None:
    """End whatever a run left behind."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(group, signal.SIGKILL)
