"""The process in which files are opened, each in a fork of its own: `python -m chassis.files.child`.

It is asked on the standard input and answers on the standard output, message by message, and ends when nobody asked for
a while. A fork limits itself before it looks at its file, so that a hostile one ends that fork and nothing else.
"""

import os
import resource
import select
import sys
from pathlib import Path

import msgspec

from chassis.files.messages import Asked, Told, write_message
from chassis.files.opened import TOO_COMPLEX, Unfit
from chassis.files.reading import load_libraries, read_file

MEMORY = 1 << 30
"""Bytes of address space, libraries included."""
SECONDS = 10
"""Of processor time."""
ANSWER = 4 << 20
"""Bytes of what is said of a file."""
FILES = 32
"""Files that a fork may have open at a time."""
IDLE = 30.0
"""Seconds until a process that nobody asks ends."""


def serve() -> None:
    """Open what is asked for, one file after the other."""
    load_libraries()
    questions, answers = sys.stdin.buffer, sys.stdout.buffer
    while select.select([questions], [], [], IDLE)[0] and len(head := questions.read(4)) == 4:
        asked = msgspec.msgpack.decode(questions.read(int.from_bytes(head)), type=Asked)
        write_message(answers, _apart(asked) or msgspec.msgpack.encode(Told(unfit=TOO_COMPLEX)))


def _apart(asked: Asked) -> bytes:
    """What a fork says of the file; nothing where it came to an end by it."""
    reading, writing = os.pipe()
    fork = os.fork()
    if fork == 0:
        os.close(reading)
        _look(asked, writing)
    os.close(writing)
    with open(reading, "rb") as told:
        content = told.read(ANSWER)
    _, status = os.waitpid(fork, 0)
    return content if status == 0 else b""


def _look(asked: Asked, writing: int) -> None:
    """Never comes back: this is the fork."""
    status = 1
    try:
        _limit()
        try:
            told = Told(opened=read_file(Path(asked.path), asked.type, asked.page))
        except Unfit as unfit:
            told = Told(unfit=unfit.finding)
        with open(writing, "wb") as file:
            file.write(msgspec.msgpack.encode(told))
        status = 0
    finally:
        os._exit(status)


def _limit() -> None:
    """Take from this process what no file needs."""
    for what, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NOFILE, FILES),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))


if __name__ == "__main__":
    serve()
