"""Opens files apart: a process of its own forks for each, and gets little memory, little time and no secret."""

import atexit
import os
import select
import signal
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path
from time import monotonic
from typing import BinaryIO, cast

import msgspec

from chassis.files.kinds import PDF
from chassis.files.messages import Asked, Told, write_message
from chassis.files.opened import Opened, Unfit

ROOT = Path(__file__).parents[2]
"""Where the product lies."""
PATIENCE = 60.0
"""Seconds until a file that is still being opened is given up; of processor time it gets less, see `child`."""
_PASSED_ON = ("PATH", "LD_LIBRARY_PATH", "VIRTUAL_ENV")
"""Of our own surroundings: what it takes to start Python, and nothing that is secret."""


class Late(Exception):
    """It was not opened in time: it is too much, or the machine is busy."""


class Ended(Exception):
    """The process that opens files is gone: nobody had asked it for a while, or something ended it."""


class Opener:
    """The process that opens the files of this one, one at a time; started when it is needed."""

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None

    def open(self, path: Path, type: str, patience: float, page: int = 0) -> Opened:
        """What the file says. Raises Late; Unfit also where it took too much, or brought its process down."""
        until = monotonic() + patience
        if not self._turn.acquire(timeout=patience):
            raise Late
        try:
            told = self._ask(Asked(str(path), type, page), until)
        finally:
            self._turn.release()
        if told.opened is None:
            raise Unfit(told.unfit)
        return told.opened

    def end(self) -> None:
        """End the process, and whatever it is doing."""
        process, self._process = self._process, None
        if process is None:
            return
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        for pipe in (process.stdin, process.stdout):
            with suppress(BrokenPipeError):
                if pipe:
                    pipe.close()

    def _ask(self, asked: Asked, until: float) -> Told:
        """Once more where the process had ended, which it does by itself."""
        try:
            try:
                return self._asked(asked, until)
            except Ended:
                self.end()
                return self._asked(asked, until)
        except (Late, Ended):
            self.end()
            raise

    def _asked(self, asked: Asked, until: float) -> Told:
        process = self._process = self._process or _started()
        questions, answers = cast(BinaryIO, process.stdin), cast(BinaryIO, process.stdout).fileno()
        try:
            write_message(questions, msgspec.msgpack.encode(asked))
        except BrokenPipeError as error:
            raise Ended from error
        size = int.from_bytes(_read(answers, 4, until))
        return msgspec.msgpack.decode(_read(answers, size, until), type=Told)


def _read(pipe: int, size: int, until: float) -> bytes:
    """So many bytes. Raises Late, Ended."""
    content = b""
    while len(content) < size:
        if not select.select([pipe], [], [], max(0.0, until - monotonic()))[0]:
            raise Late
        if not (piece := os.read(pipe, size - len(content))):
            raise Ended
        content += piece
    return content


def _started() -> "subprocess.Popen[bytes]":
    """A group of its own: what ends it ends its forks."""
    return subprocess.Popen(
        [sys.executable, "-P", "-m", "chassis.files.child"],
        cwd="/",
        env=surroundings(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def surroundings() -> dict[str, str]:
    """The environment of the process: it has no secret."""
    known = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    return known | {"PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1"}


OPENER = Opener()
"""Of this process. Not handed on to forks: they come before anything is opened."""
atexit.register(OPENER.end)


def open_file(path: Path, type: str, *, patience: float = PATIENCE) -> Opened:
    """What the file says. Raises Late; Unfit also where it took too much, or brought its process down."""
    return OPENER.open(path, type, patience)


def draw_page(path: Path, page: int, *, patience: float = PATIENCE) -> bytes:
    """A page of a PDF to be read, as WebP. Raises Late; Unfit also where there is no such page."""
    return OPENER.open(path, PDF, patience, page).picture
