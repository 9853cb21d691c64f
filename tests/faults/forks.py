"""Processes forked from one that has loaded the toy parts: each runs at once, and can be killed like any other."""

import importlib
import multiprocessing
import os
import sys
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path

from chassis import crash
from tests.patience import PATIENCE

FORKS = multiprocessing.get_context("forkserver")
FORKS.set_forkserver_preload(["tests.faults.run"])
Main = Callable[..., None]
"""What a process does: it is given how to say that it is ready, and its arguments."""


class Fork:
    """A process; made once it is ready, or has ended before that."""

    def __init__(self, main: Main, *arguments: str, log: Path, **environ: str) -> None:
        heard, said = FORKS.Pipe(duplex=False)
        self._process = FORKS.Process(target=_begin, args=(main, said, arguments, log, environ))
        self._process.start()
        said.close()
        heard.poll(PATIENCE)
        heard.close()

    def poll(self) -> int | None:
        """How it ended, a signal as a negative number; None while it runs."""
        return self._process.exitcode

    def wait(self, timeout: float | None = None) -> int | None:
        """Wait until it has ended, so many seconds at most; then as `poll`."""
        self._process.join(timeout)
        return self.poll()

    def kill(self) -> None:
        """End it as a power cut would."""
        self._process.kill()

    def close(self) -> None:
        """End it if it still runs, and forget it."""
        self.kill()
        self.wait()
        self._process.close()


def _begin(main: Main, said: Connection, arguments: tuple[str, ...], log: Path, environ: dict[str, str]) -> None:
    os.environ.update(environ)
    importlib.reload(crash)  # it looks at the environment but once, when it is loaded
    with log.open("a") as output:
        for stream in (sys.stdout, sys.stderr):
            os.dup2(output.fileno(), stream.fileno())
    main(lambda: said.send("ready"), *arguments)
