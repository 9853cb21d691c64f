"""Prometheus metrics of one part, in a registry of its own, as several parts may share a process, and processes a part.

Where `SHARED` names a folder, all processes count in files there, and any of them tells what all have counted.
"""

import os
import time
from collections.abc import Mapping
from typing import Any

from flask import Flask, g, request
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from prometheus_client.multiprocess import MultiProcessCollector

SHARED = "PROMETHEUS_MULTIPROC_DIR"
"""The library's own variable; it looks at it when it is imported."""
BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}


class Metrics:
    """Counts requests by route template, so that ids in addresses do not become labels."""

    content_type = CONTENT_TYPE_LATEST

    def __init__(self, app: Flask, part: str) -> None:
        self.registry = own = CollectorRegistry()
        self._part = part
        self._kinds: dict[tuple[str, str, int], tuple[Counter, Histogram]] = {}
        """What to count an answer by, looked up once for each kind: prometheus takes locks for it."""
        labels = ("part", "method", "route", "status")
        self._requests = Counter("egret_requests", "Requests answered.", labels, registry=own)
        spent = ("egret_request_seconds", "Until the answer began.", ("part", "route"))
        self._seconds = Histogram(*spent, registry=own, buckets=BUCKETS)
        last: Any = {"registry": own, "multiprocess_mode": "mostrecent"}
        self._lag = Gauge("egret_outbox_lag_rows", "Events the broker has not confirmed.", ("part",), **last)
        self._age = Gauge("egret_outbox_lag_seconds", "Age of the oldest of them.", ("part",), **last)
        parked = ("egret_parked_events", "Events that could not be applied.", ("part", "state"))
        self._parked = Gauge(*parked, **last)
        app.before_request(self._begin)
        app.after_request(self._count)

    def backbone(self, lag: Mapping[str, Any], parked: Mapping[str, int]) -> None:
        """Take note of how the event backbone stands."""
        self._lag.labels(self._part).set(lag["rows"])
        self._age.labels(self._part).set(lag["seconds"])
        for state, count in parked.items():
            self._parked.labels(self._part, state).set(count)

    def count(self, method: str, route: str, status: int) -> None:
        """One more request answered."""
        self._requests.labels(self._part, method, route, status).inc()

    def text(self) -> bytes:
        """In Prometheus' own format, of all processes."""
        if SHARED not in os.environ:
            return generate_latest(self.registry)
        together = CollectorRegistry()
        MultiProcessCollector(together)  # type: ignore[no-untyped-call]  # untyped there
        return generate_latest(together)

    def _begin(self) -> None:
        g.begun = time.perf_counter()

    def _count(self, response: Any) -> Any:
        route = request.url_rule.rule if request.url_rule else "(none)"
        method = request.method if request.method in METHODS else "(other)"
        count, seconds = self._kind(method, route, response.status_code)
        count.inc()
        if "begun" in g:
            seconds.observe(time.perf_counter() - g.begun)
        return response

    def _kind(self, method: str, route: str, status: int) -> tuple[Counter, Histogram]:
        kind = (method, route, status)
        if kind not in self._kinds:
            count = self._requests.labels(self._part, method, route, status)
            self._kinds[kind] = count, self._seconds.labels(self._part, route)
        return self._kinds[kind]
