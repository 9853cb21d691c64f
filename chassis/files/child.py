"""The process in which one file is opened: `python -m chassis.files.child PATH TYPE`, which writes what it found.

It limits itself before it looks at the file, so that a hostile one ends this process and nothing else.
"""

import resource
import sys
from pathlib import Path

import msgspec

from chassis.files.opened import Opened, Unfit
from chassis.files.reading import read_file

MEMORY = 1 << 30
"""Bytes of address space, libraries included."""
SECONDS = 10
"""Of processor time."""
WRITTEN = 4 << 20
"""Bytes that it may write to a file: what it found."""
FILES = 32
"""Files that it may have open at a time."""


class Told(msgspec.Struct, frozen=True, omit_defaults=True):
    """What the process says at its end: why the file is unfit, or what it says."""

    unfit: str = ""
    opened: Opened | None = None


def limit() -> None:
    """Take from this process what no file needs."""
    for what, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_FSIZE, WRITTEN),
        (resource.RLIMIT_NOFILE, FILES),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))


def main(path: str, type: str) -> None:
    """Open the file and write what it says to the standard output."""
    limit()
    try:
        told = Told(opened=read_file(Path(path), type))
    except Unfit as unfit:
        told = Told(unfit=unfit.finding)
    sys.stdout.buffer.write(msgspec.msgpack.encode(told))


if __name__ == "__main__":
    main(*sys.argv[1:])
