"""The embedded product inside the test's own process."""

import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from deploy import state
from deploy.databases import migrate_all
from deploy.embedded import Embedded
from tests.patience import PATIENCE
from tests.provision import shared
from tests.sample_files import open_files_here


@contextmanager
def product(data: Path, **environ: str) -> Iterator[Embedded]:
    """Composed and started on this data folder; stopped at the end."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("EGRET_DATA", str(data))
        patch.setenv("EGRET_SECRET", "0123456789abcdef" * 4)
        patch.setenv("EGRET_LIMIT_CREATIONS", "0")
        for name, value in environ.items():
            patch.setenv(name, value)
        _migrate(data)
        open_files_here()
        composed = Embedded()
        composed.start()
        try:
            yield composed
        finally:
            composed.stop()


def _migrate(data: Path) -> None:
    """Databases of this release: a new place on SQLite begins with copies of empty ones that a run makes once."""
    if "EGRET_DATABASE" in os.environ or (data.exists() and any(data.iterdir())):
        migrate_all(lambda _line: None)
        return
    shutil.copytree(shared.made_once("migrated", _make_databases), data, dirs_exist_ok=True)


def _make_databases(data: Path) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("EGRET_DATA", str(data))
        migrate_all(lambda _line: None)


def settle(composed: Embedded) -> None:
    """Wait until every event is applied everywhere."""
    deadline = time.monotonic() + PATIENCE
    while unsettled := [part for part in state.look(composed.databases, embedded=True) if not part.settled]:
        assert time.monotonic() < deadline, unsettled
        time.sleep(0.05)
