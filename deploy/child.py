"""One supervised process: its output prefixed with its name, started again with a growing pause when it ends."""

import contextlib
import os
import signal
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from typing import IO

from deploy.folder import say

PARENT = "EGRET_PARENT"
"""Process id of the supervisor; a process whose parent is another one by then ends itself."""
FIRST, LONGEST, STEADY = 0.5, 30.0, 60.0
"""Seconds: the first pause, the longest one, and how long a process must run for the pause to begin anew."""


class Child:
    """A process that is to run."""

    def __init__(self, name: str, command: Sequence[str], environ: Mapping[str, str]) -> None:
        self.name, self._command = name, list(command)
        self._environ = {**environ, PARENT: str(os.getpid()), "PYTHONUNBUFFERED": "1"}
        self._process: subprocess.Popen[str] | None = None
        self.started = self._again = 0.0
        """Moment of its last start, and that of the next one while it pauses, by the monotonic clock."""
        self._pause = FIRST

    @property
    def pid(self) -> int | None:
        """Its process id while it runs."""
        return self._process.pid if self._process is not None and self._process.poll() is None else None

    def start(self) -> None:
        """Start it in a group of its own: Ctrl-C reaches the supervisor alone, which then stops the rest in order."""
        self._process = subprocess.Popen(
            self._command,
            env=self._environ,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            text=True,
            errors="replace",
            start_new_session=True,
        )
        self.started, self._again = time.monotonic(), 0.0
        assert self._process.stdout is not None  # noqa: S101  a pipe was asked for
        threading.Thread(target=self._relay, args=(self._process.stdout,), daemon=True).start()

    def _relay(self, output: IO[str]) -> None:
        with output:
            for line in output:
                say(f"{self.name:<20} | {line.rstrip()}")

    def keep(self) -> None:
        """If it ended, start it again once its pause is over."""
        if self._process is None or self._process.poll() is None:
            return
        now = time.monotonic()
        if not self._again:
            self._pause = FIRST if now - self.started > STEADY else min(self._pause * 2, LONGEST)
            self._again = now + self._pause
            say(f"{self.name} ended with {self._process.returncode}; starting it again in {self._pause:.0f} s")
        elif now >= self._again:
            self.start()

    def terminate(self) -> None:
        """Ask it to stop."""
        if self._process is not None and self._process.poll() is None:
            self._process.terminate()

    def kill(self) -> None:
        """End it and all it started."""
        if self._process is not None and self._process.poll() is None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)

    def wait(self, seconds: float) -> None:
        """Wait until it ended; kill it after `seconds`."""
        if self._process is None:
            return
        try:
            self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            say(f"{self.name} does not stop; killing it")
            self.kill()
            self._process.wait()


def orphaned() -> bool:
    """Whether this process was started by a supervisor that is gone."""
    return PARENT in os.environ and os.getppid() != int(os.environ[PARENT])
