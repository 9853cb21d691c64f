"""The whole product, built once for the rules that look at it running."""

from collections.abc import Iterator

import pytest
from flask import Flask

from tests.rules.running import run_all


@pytest.fixture(scope="session")
def apps(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Flask]]:
    """Every part by name."""
    made = run_all(tmp_path_factory.mktemp("rules"))
    yield made
    for app in made.values():
        app.extensions["egret_database"].close()
