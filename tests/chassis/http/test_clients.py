"""The settings decide how a part is reached."""

from typing import Any

from flask import Flask

from chassis.http.auth import service_identity
from chassis.http.clients import clients


def test_parts_are_reached_where_the_settings_say(make_settings: Any) -> None:
    settings = make_settings(services="judging=http://127.0.0.1:1/, notify=http://127.0.0.1:2")
    assert sorted(clients(settings)) == ["judging", "notify"]


def test_part_in_the_same_process_is_called_there(make_settings: Any) -> None:
    app = Flask("judging")
    app.add_url_rule("/", view_func=lambda: "here")
    found = clients(make_settings(services="judging=http://127.0.0.1:1"), {"judging": app})
    assert found["judging"].call("GET", "/", identity=service_identity("notify")).content() == b"here"


def test_without_settings_there_is_nobody(make_settings: Any) -> None:
    assert clients(make_settings()) == {}
