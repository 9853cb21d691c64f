"""A part of the tests' own, on each database the product runs on."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from chassis.app import create_app
from chassis.config import Settings
from chassis.part import Part


@pytest.fixture
def each_database(make_settings: Any, database_server: str) -> Settings:
    """Plain settings, once on SQLite and once on PostgreSQL."""
    made: Settings = make_settings(database=database_server)
    return made


@pytest.fixture
def make_app(make_settings: Any, tmp_path: Path) -> Iterator[Callable[..., Flask]]:
    """`make_app(wire, **settings)`: a part's application named `registration`, wired by the test."""
    made: list[Flask] = []

    def make(wire: Callable[[Flask, Settings], None] = lambda app, settings: None, **given: Any) -> Flask:
        settings = make_settings(**given)
        made.append(create_app(Part("registration", tmp_path, Settings, wire), settings))
        return made[-1]

    yield make
    for app in made:
        app.extensions["egret_database"].close()
