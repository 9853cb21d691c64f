"""Opens a file in a process of its own, which gets little memory, little time and no secret."""

import logging
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import msgspec

from chassis.files.child import Told
from chassis.files.opened import TOO_COMPLEX, Opened, Unfit

log = logging.getLogger(__name__)
ROOT = Path(__file__).parents[2]
"""Where the product lies."""
PATIENCE = 60.0
"""Seconds until a file that is still being opened is given up; of processor time it gets less, see `child`."""
_PASSED_ON = ("PATH", "LD_LIBRARY_PATH", "VIRTUAL_ENV")
"""Of our own surroundings: what it takes to start Python, and nothing that is secret."""


class Late(Exception):
    """It was not opened in time: it is too much, or the machine is busy."""


def open_file(path: Path, type: str, *, patience: float = PATIENCE) -> Opened:
    """What the file says. Raises Late; Unfit also where it took too much, or brought its process down."""
    command = [sys.executable, "-P", "-m", "chassis.files.child", str(path), type]
    with tempfile.TemporaryFile() as answer:
        process = subprocess.Popen(  # noqa: S603  our own program, and a path of our own
            command, cwd="/", env=_surroundings(), stdin=subprocess.DEVNULL, stdout=answer, stderr=subprocess.DEVNULL
        )
        try:
            process.wait(patience)
        except subprocess.TimeoutExpired as error:
            process.kill()
            process.wait()
            raise Late from error
        if process.returncode != 0:
            log.warning("opening a file of type %s ended with %s", type, process.returncode)
            raise Unfit(TOO_COMPLEX)
        answer.seek(0)
        told = msgspec.msgpack.decode(answer.read(), type=Told)
    if told.opened is None:
        raise Unfit(told.unfit)
    return told.opened


def _surroundings() -> dict[str, str]:
    known = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    return known | {"PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1"}
