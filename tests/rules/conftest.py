"""The whole product, built once for the rules that look at it running."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from tests.rules.running import run_all


def _running(folder: Path) -> Iterator[dict[str, Flask]]:
    made = run_all(folder)
    yield made
    for app in made.values():
        app.extensions["egret_database"].close()


@pytest.fixture(scope="session")
def apps(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Flask]]:
    """Every part by name."""
    yield from _running(tmp_path_factory.mktemp("rules"))


@pytest.fixture(scope="module")
def fresh_apps(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Flask]]:
    """Every part by name, for one module to fill and change."""
    yield from _running(tmp_path_factory.mktemp("filled"))
