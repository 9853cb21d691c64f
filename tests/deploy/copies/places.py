"""Places where databases live: their environment, and emptying them."""

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import text

from chassis.storage.engine import Database
from deploy.parts import PARTS, settings_of


@contextmanager
def environment(data: Path, place: Mapping[str, str]) -> Iterator[None]:
    """The settings of a place, for a while."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in {"EGRET_DATA": str(data), "EGRET_SECRET": "s" * 32, **place}.items():
            patch.setenv(name, value)
        yield


def wipe(data: Path, place: Mapping[str, str]) -> None:
    """Empty the place: its folder, and its databases where they are on a server."""
    shutil.rmtree(data, ignore_errors=True)
    if place:
        with environment(data, place):
            for name in PARTS:
                database = Database(settings_of(name).database_url(name))
                with database.write() as session:
                    session.execute(text("DROP SCHEMA public CASCADE"))
                    session.execute(text("CREATE SCHEMA public"))
                database.close()
