"""What comes in from outside: hosts, forwarded addresses, and what is kept inside."""

import base64
from typing import Any

import pytest
from flask import Flask, request

from chassis.http.auth import service_identity, sign
from contracts.roles import ORGANIZER
from gateway.config import GatewaySettings
from gateway.edge import perimeter
from tests.gateway.browsing import Contest


def get(contest: Contest, path: str, **headers: str) -> Any:
    return contest.stranger().client.get(path, headers={name.replace("_", "-"): text for name, text in headers.items()})


@pytest.mark.parametrize("host", ["127.0.0.1:8080", "localhost", "[::1]:8080", "LOCALHOST:1"])
def test_own_names_are_answered(contest: Contest, host: str) -> None:
    assert get(contest, "/", Host=host).status_code == 200


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "localhost@evil.example", "", "[::1", "a b"]
)
def test_other_names_are_turned_away_and_not_repeated(contest: Contest, host: str) -> None:
    answer = get(contest, "/signin", Host=host)
    assert answer.status_code in {400, 421}
    assert "evil" not in answer.text


@pytest.mark.parametrize("path", ["/internal/outbox", "/internal", "/parked", "/metrics"])
def test_what_is_kept_inside_is_not_there_for_browsers(contest: Contest, path: str) -> None:
    browser = contest.signed_in(ORGANIZER)
    answer = browser.client.get(path, environ_overrides={"REMOTE_ADDR": "203.0.113.7"})
    assert answer.status_code in {403, 404}
    assert "egret_requests" not in answer.text


def test_parts_reach_what_is_kept_inside_under_any_name(contest: Contest) -> None:
    secret = contest.product.settings["gateway"].secret
    token = sign(service_identity("notify"), audience="gateway", secret=secret)
    sent = {"Authorization": f"Bearer {token}", "Host": "gateway:8000"}
    answer = contest.stranger().client.get("/internal/outbox?after=0&types=x", headers=sent)
    assert answer.status_code == 200


def test_metrics_are_for_this_machine_but_not_for_those_behind_a_proxy_on_it(contest: Contest) -> None:
    assert get(contest, "/metrics").status_code == 200
    for name in perimeter.FORWARDED:
        assert contest.stranger().client.get("/metrics", headers={name: "203.0.113.7"}).status_code == 404


def test_metrics_open_to_their_password(contest: Contest, monkeypatch: pytest.MonkeyPatch) -> None:
    app = contest.product.app
    own = GatewaySettings(secret="x" * 32, metrics_token="measure-me")
    monkeypatch.setitem(app.extensions, "egret_settings", own)
    outside = {"REMOTE_ADDR": "203.0.113.7"}
    for password, status in (("measure-me", 200), ("wrong", 404), ("", 404)):
        given = base64.b64encode(f"prometheus:{password}".encode()).decode()
        sent = {"Authorization": f"Basic {given}"}
        assert app.test_client().get("/metrics", headers=sent, environ_overrides=outside).status_code == status


@pytest.mark.parametrize(("hops", "seen"), [(0, "10.0.0.9 http"), (1, "198.51.100.2 https"), (2, "192.0.2.1 http")])
def test_forwarded_addresses_count_only_as_far_as_proxies_are_trusted(hops: int, seen: str) -> None:
    app = Flask("toy")
    app.add_url_rule("/", "who", lambda: f"{request.remote_addr} {request.scheme}")
    own = GatewaySettings(secret="x" * 32, trusted_proxies=hops)
    app.extensions["egret_settings"] = own
    perimeter.init_app(app, own)
    sent = {"X-Forwarded-For": "192.0.2.1, 198.51.100.2", "X-Forwarded-Proto": "http, https", "Host": "localhost"}
    answer = app.test_client().get("/", headers=sent, environ_overrides={"REMOTE_ADDR": "10.0.0.9"})
    assert answer.text == seen
