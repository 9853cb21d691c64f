"""What one run of the tests changes about its own process, so that it is quick and comes out the same each time."""

import os
import shutil
import sys
from pathlib import Path

from hypothesis import HealthCheck, settings

MEMORY = Path("/dev/shm")
"""Where Linux keeps files in memory: nothing a test writes has to outlive the machine."""
ROOM = 4 << 30
"""Bytes that must be free in memory before the tests write there."""


def keep_bytecode() -> None:
    """Compile each file once, not once in each of the hundreds of processes that tests start."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    sys.dont_write_bytecode = False


def choose_examples() -> None:
    """The same examples in every run, however slow the machine; `--hypothesis-profile searching` looks for new ones."""
    common = settings(deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow])
    settings.register_profile("certain", common, derandomize=True)
    settings.register_profile("searching", common, max_examples=2000, print_blob=True)
    settings.load_profile("certain")


def write_to_memory() -> None:
    """Give tests folders in memory, where there is room: a commit then waits for no disk."""
    if os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))
