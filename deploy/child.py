"""One supervised process: its output prefixed with its name, started again with a growing pause when it ends.

It is forked by multiprocessing's fork server, so that it shares what that process has loaded (`deploy/preload.py`).
"""

import contextlib
import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable, Mapping
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from pathlib import Path

from deploy.folder import say

FORKS = multiprocessing.get_context("forkserver")
PARENT = "EGRET_PARENT"
"""Process id of whoever started `egret` and will not outlive it; with another parent by then it ends itself."""
LOST = 255
"""Exit code of a process whose fork server is gone: nobody will tell how it fares."""
FIRST, LONGEST, STEADY = 0.5, 30.0, 60.0
"""Seconds: the first pause, the longest one, and how long a process must run for the pause to begin anew."""


class Child:
    """A process that is to run."""

    def __init__(self, name: str, run: Callable[[], object], environ: Mapping[str, str]) -> None:
        """What it runs is told to another process by name: a function of a module, with arguments if need be."""
        self.name, self._run, self._environ = name, run, dict(environ)
        self._process: ForkServerProcess | None = None
        self.started = self._again = 0.0
        """Moment of its last start, and that of the next one while it pauses, by the monotonic clock."""
        self._pause = FIRST

    @property
    def pid(self) -> int | None:
        """Its process id while it runs."""
        return self._process.pid if self._process is not None and self._process.exitcode is None else None

    def start(self) -> None:
        """Start it in a group of its own: Ctrl-C reaches the supervisor alone, which then stops the rest in order."""
        self.started, self._again = time.monotonic(), 0.0
        heard, said = FORKS.Pipe(duplex=False)
        threading.Thread(target=self._relay, args=(heard,), daemon=True).start()
        self._process = FORKS.Process(target=_begin, args=(self.name, self._run, self._environ, said), name=self.name)
        try:
            self._process.start()
        except (OSError, EOFError):  # the fork server went this moment; the next start begins another
            self._process = None
        finally:
            said.close()

    def _relay(self, heard: Connection) -> None:
        with heard, open(heard.fileno(), encoding="utf-8", errors="replace", closefd=False) as output:
            for line in output:
                say(f"{self.name:<20} | {line.rstrip()}")

    def keep(self) -> None:
        """If it ended, start it again once its pause is over."""
        if self.pid is not None:
            return
        now = time.monotonic()
        if not self._again:
            self._pause = FIRST if now - self.started > STEADY else min(self._pause * 2, LONGEST)
            self._again = now + self._pause
            say(f"{self.name} ended with {self._code()}; starting it again in {self._pause:.0f} s")
        elif now >= self._again:
            self.start()

    def _code(self) -> int:
        """How it ended. One that is lost may run on: it is killed, as what takes its place needs its port."""
        if self._process is None or self._process.exitcode is None:
            return LOST
        if self._process.exitcode == LOST and self._process.pid is not None:
            _kill_group(self._process.pid)
        return self._process.exitcode

    def terminate(self) -> None:
        """Ask it to stop."""
        if self._process is not None and self.pid is not None:
            self._process.terminate()

    def kill(self) -> None:
        """End it and all it started."""
        if (pid := self.pid) is not None:
            _kill_group(pid)

    def wait(self, seconds: float) -> None:
        """Wait until it ended; kill it after `seconds`."""
        if self._process is None:
            return
        self._process.join(seconds)
        if self._process.exitcode is None:
            say(f"{self.name} does not stop; killing it")
            self.kill()
            self._process.join()
        self._code()


def _kill_group(pid: int) -> None:
    """End a process and its group; one that was forked this moment has none yet."""
    for kill in (os.killpg, os.kill):
        with contextlib.suppress(ProcessLookupError):
            kill(pid, signal.SIGKILL)


def _begin(name: str, run: Callable[[], object], environ: Mapping[str, str], said: Connection) -> None:
    """What a process does first, fresh from the fork server."""
    os.setsid()
    with said, open(os.devnull) as nothing:
        for number, opened in enumerate((nothing.fileno(), said.fileno(), said.fileno())):
            os.dup2(opened, number)
    os.environ.clear()
    os.environ.update(environ)
    with contextlib.suppress(OSError):  # Linux shows this name to who lists processes
        Path("/proc/self/comm").write_text(name)
    signal.pthread_sigmask(signal.SIG_SETMASK, ())
    run()


def orphaned() -> bool:
    """Whether this process was started by a supervisor, or by somebody with a like claim, that is gone."""
    supervisor = multiprocessing.parent_process()
    if supervisor is not None:
        return not supervisor.is_alive()
    return PARENT in os.environ and os.getppid() != int(os.environ[PARENT])
