"""Public pages kept for a second, and everything that must never be."""

import threading
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask, Response, request
from werkzeug.test import Client

from chassis.http.metrics import Metrics
from gateway.edge import page_cache
from gateway.edge.page_cache import Fresh
from tests.patience import PATIENCE


class Site:
    """An application that counts how often a page is made; what it answers can be set."""

    def __init__(self) -> None:
        self.app = Flask("toy")
        self.app.extensions["egret_metrics"] = Metrics(self.app, "gateway")
        self.app.add_url_rule("/<path:_rest>", view_func=self.page, endpoint="page")
        self.made = 0
        self.answer: dict[str, Any] = {}
        self.hold = threading.Event()
        self.hold.set()
        self.entered = threading.Event()
        self.now = 1000.0
        self.client = Client(Fresh(self.app), Response, use_cookies=False)

    def page(self, _rest: str) -> Response:
        self.made += 1
        made = self.made
        self.entered.set()
        assert self.hold.wait(PATIENCE)
        response = Response(f"page {made} for {request.cookies.get('egret_session', 'nobody')}", mimetype="text/html")
        response.status_code = self.answer.get("status", 200)
        response.headers.update(self.answer.get("headers", {}))
        return response

    def get(self, path: str = "/notices", **headers: str) -> str:
        named = {name.replace("_", "-"): text for name, text in headers.items()}
        return self.client.get(path, headers=named).text


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    made = Site()
    monkeypatch.setattr(page_cache, "monotonic", lambda: made.now)
    yield made
    made.hold.set()


def test_a_page_is_made_once_and_anew_when_it_is_no_longer_fresh(site: Site) -> None:
    assert [site.get(), site.get()] == ["page 1 for nobody"] * 2
    site.now += page_cache.FRESH
    assert site.get() == "page 2 for nobody"


@pytest.mark.parametrize(
    "headers",
    [
        {"Cookie": "egret_session=ann"},
        {"Cookie": "__Host-egret_session=ann"},
        {"Cookie": "egret_language=en; egret_form=x"},
        {"Cookie": "egret_browser=x"},
        {"Cookie": "egret_anything=x"},
        {"Authorization": "Bearer x"},
        {"Range": "bytes=0-3"},
    ],
)
def test_whoever_may_be_somebody_neither_sees_what_is_kept_nor_has_it_kept(site: Site, headers: dict[str, str]) -> None:
    assert "page 1" in site.get(**headers)
    assert site.get() == "page 2 for nobody"
    assert "page 3" in site.get(**headers)
    assert site.get() == "page 2 for nobody"


@pytest.mark.parametrize(
    "headers",
    [
        {"Accept_Language": "en"},
        {"Accept_Encoding": "br"},
        {"Cookie": "egret_language=en"},
        {"Cookie": "egret_scheme=dark"},
        {"Host": "other.example"},
        {"X_Forwarded_Proto": "https"},
    ],
)
def test_what_changes_a_page_keeps_it_apart(site: Site, headers: dict[str, str]) -> None:
    assert [site.get(), site.get(**headers), site.get(**headers), site.get()] == [
        f"page {number} for nobody" for number in (1, 2, 2, 1)
    ]


def test_what_changes_nothing_does_not_keep_it_apart(site: Site) -> None:
    site.get(Accept_Language="zh-CN,zh;q=0.9", Accept_Encoding="gzip, br", Cookie="visited=1")
    assert site.get(Accept_Language="zh", Accept_Encoding="br;q=1.0", Cookie="visited=2") == "page 1 for nobody"


@pytest.mark.parametrize(
    "answer",
    [
        {"status": 404},
        {"status": 303},
        {"headers": {"Set-Cookie": "egret_form=x"}},
        {"headers": {"Content-Type": "application/json"}},
        {"headers": {"Cache-Control": "no-store"}},
    ],
)
def test_what_is_not_a_plain_page_is_not_kept(site: Site, answer: dict[str, Any]) -> None:
    site.answer = answer
    assert [site.get(), site.get()] == ["page 1 for nobody", "page 2 for nobody"]


def test_queries_and_changes_are_not_kept(site: Site) -> None:
    assert [site.get("/notices?page=2"), site.get("/notices?page=2")] == ["page 1 for nobody", "page 2 for nobody"]
    assert site.client.post("/notices").status_code == 405


def test_a_page_that_fails_gives_way_to_the_last_one_for_a_while(site: Site) -> None:
    site.get()
    site.answer = {"status": 503}
    site.now += page_cache.FRESH
    assert site.get() == "page 1 for nobody"
    site.now += page_cache.STALE
    assert site.client.get("/notices").status_code == 503


def test_a_page_that_is_gone_is_gone_at_once(site: Site) -> None:
    site.get()
    site.answer = {"status": 404}
    site.now += page_cache.FRESH
    assert site.client.get("/notices").status_code == 404
    assert site.client.get("/notices").status_code == 404


def test_while_one_makes_a_page_anew_others_are_given_the_last(site: Site) -> None:
    site.get()
    site.now += page_cache.FRESH
    site.hold.clear()
    site.entered.clear()
    found: list[str] = []
    slow = threading.Thread(target=lambda: found.append(site.get()))
    slow.start()
    assert site.entered.wait(PATIENCE)
    assert site.get() == "page 1 for nobody"
    site.hold.set()
    slow.join(PATIENCE)
    assert found == ["page 2 for nobody"]


def test_many_who_ask_first_cost_one_page(site: Site) -> None:
    site.hold.clear()
    found: list[str] = []
    askers = [threading.Thread(target=lambda: found.append(site.get())) for _ in range(8)]
    for asker in askers:
        asker.start()
    assert site.entered.wait(PATIENCE)
    site.hold.set()
    for asker in askers:
        asker.join(PATIENCE)
    assert found == ["page 1 for nobody"] * 8


def test_each_answer_has_a_trace_of_its_own_and_is_counted(site: Site) -> None:
    site.answer = {"headers": {"X-Trace-Id": "first"}}
    traces = {site.client.get("/notices").headers["X-Trace-Id"] for _ in range(3)}
    assert len(traces) == 3
    counted = site.app.extensions["egret_metrics"].text().decode()
    assert 'egret_requests_total{method="GET",part="gateway",route="(kept)",status="200"} 2.0' in counted
