"""A crash point kills the process, at the pass it was told, and nowhere else."""

import os
import signal
import subprocess
import sys

import pytest

PROGRAM = """
from chassis import crash
for name in ("first", "second", "second", "last"):
    crash.point(name)
    print(name, flush=True)
"""


@pytest.mark.parametrize(
    ("target", "passed", "status"),
    [
        ("", ["first", "second", "second", "last"], 0),
        ("elsewhere", ["first", "second", "second", "last"], 0),
        ("first", [], -signal.SIGKILL),
        ("second", ["first"], -signal.SIGKILL),
        ("second:2", ["first", "second"], -signal.SIGKILL),
        ("second:3", ["first", "second", "second", "last"], 0),
    ],
)
def test_point_kills_at_the_pass_it_was_told(target: str, passed: list[str], status: int) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", PROGRAM], env={**os.environ, "EGRET_CRASH_AT": target}, capture_output=True, text=True
    )
    assert (ended.stdout.split(), ended.returncode) == (passed, status)
