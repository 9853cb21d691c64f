"""Public pages, kept for a second: many strangers at once cost one page, and a service that restarts costs none.

Only what an anonymous GET of a plain address got, without a cookie of ours beyond those that say how the page should
look, is kept; whatever sets a cookie, or is not a page, is not. While a page is made anew, and while making it fails,
others are given the last one.
"""

import os
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from time import monotonic
from typing import Any

from flask import Flask
from werkzeug.http import parse_cookie

from chassis.http.metrics import Metrics
from chassis.words.languages import asked_for
from gateway.edge import cookies
from gateway.edge.compression import encoding_for
from gateway.edge.security import SHARED

FRESH = 1.0
"""Seconds a page is given out without a look at whether it changed."""
STALE = 600.0
"""Seconds a page may still be given out while it cannot be made anew."""
PASS = 10.0
"""Seconds that an address is left alone whose answer could not be kept."""
MOST, LARGEST = 400, 256 << 10
"""Pages kept, and bytes of one."""
LOOKS = ("egret_language", "egret_scheme", "egret_size")
"""Cookies that only say how a page should look."""
OURS = "egret_"
PREFIX = "__Host-"
NEVER = ("HTTP_AUTHORIZATION", "HTTP_RANGE", "HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE", "QUERY_STRING")
TRACE = "X-Trace-Id"
APART = ("PATH_INFO", "HTTP_HOST", "wsgi.url_scheme", "HTTP_X_FORWARDED_HOST", "HTTP_X_FORWARDED_PROTO")
"""What tells one address from another, proxies included."""
Key = tuple[str, ...]
Wsgi = Callable[..., Iterable[bytes]]


@dataclass
class Page:
    """An answer as it was given, and the right to make it anew."""

    answer: tuple[list[tuple[str, str]], bytes] = ([], b"")
    """Headers and body, exchanged together."""
    made: float = -STALE
    passing: float = 0.0
    """Until when it is not asked whether the answer can be kept."""
    remaking: threading.Lock = field(default_factory=threading.Lock)


class Fresh:
    """The application as it is served, its public pages kept."""

    def __init__(self, app: Flask) -> None:
        self._app: Wsgi = app.wsgi_app
        self._metrics: Metrics = app.extensions["egret_metrics"]
        self._pages: OrderedDict[Key, Page] = OrderedDict()
        self._lock = threading.Lock()

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        """As WSGI wants it."""
        cookies.drop_unreadable(environ)
        key = _key(environ)
        if key is None:
            return self._app(environ, start_response)
        page, now = self._page(key), monotonic()
        if now < page.passing:
            return self._app(environ, start_response)
        old = now - page.made < STALE
        if now - page.made < FRESH or not page.remaking.acquire(blocking=not old):
            return self._give(page, start_response)
        try:
            if monotonic() - page.made < FRESH:
                return self._give(page, start_response)
            return self._make(page, old, environ, start_response)
        finally:
            page.remaking.release()

    def _page(self, key: Key) -> Page:
        with self._lock:
            page = self._pages.setdefault(key, Page())
            self._pages.move_to_end(key)
            if len(self._pages) > MOST:
                self._pages.popitem(last=False)
            return page

    def _give(self, page: Page, start_response: Callable[..., Any]) -> Iterable[bytes]:
        self._metrics.count("GET", "(kept)", 200)
        headers, body = page.answer
        start_response("200 OK", [*headers, (TRACE, os.urandom(16).hex())])
        return [body]

    def _make(
        self, page: Page, old: bool, environ: dict[str, Any], start_response: Callable[..., Any]
    ) -> Iterable[bytes]:
        begun: list[tuple[str, list[tuple[str, str]]]] = []
        environ[SHARED] = True
        answer = self._app(environ, lambda status, headers, *_: begun.append((status, headers)))
        status, headers = begun[-1]
        failed = old and status.startswith("5")
        if not failed and not _may_be_kept(status, headers):
            page.passing, page.made = monotonic() + PASS, -STALE
            start_response(status, headers)
            return answer
        try:
            body = b"".join(answer)
        finally:
            getattr(answer, "close", lambda: None)()
        if failed:
            return self._give(page, start_response)
        page.answer = [(name, text) for name, text in headers if name != TRACE], body
        page.made = monotonic()
        start_response(status, headers)
        return [body]


def _key(environ: dict[str, Any]) -> Key | None:
    """What makes one public page differ from another; None for what is not kept."""
    if (
        environ["REQUEST_METHOD"] != "GET"
        or environ["PATH_INFO"].startswith("/static/")
        or any(environ.get(name) for name in NEVER)
    ):
        return None
    looks = _looks(environ.get("HTTP_COOKIE", ""))
    if looks is None:
        return None
    language = asked_for(environ.get("HTTP_ACCEPT_LANGUAGE", "")) or ""
    encoding = encoding_for(environ.get("HTTP_ACCEPT_ENCODING", ""))
    return looks, language, encoding, *(str(environ.get(name, "")) for name in APART)


@lru_cache(maxsize=1000)
def _looks(cookies: str) -> str | None:
    """The cookies that change how a page looks; None where there are others of ours, of a person or a form."""
    ours = {name.removeprefix(PREFIX): text for name, text in parse_cookie(cookies).items() if OURS in name}
    return None if ours.keys() - set(LOOKS) else str(sorted(ours.items()))


def _may_be_kept(status: str, headers: list[tuple[str, str]]) -> bool:
    known = {name.lower(): text for name, text in headers}
    return (
        status.startswith("200")
        and known.get("content-type", "").startswith("text/html")
        and "set-cookie" not in known
        and "no-store" not in known.get("cache-control", "")
        and int(known.get("content-length", LARGEST + 1)) <= LARGEST
    )
