"""Whatever a stranger or a signed-in person writes into a request, nothing breaks, on both ways to reach the parts."""

import threading
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from werkzeug.serving import make_server

from chassis.http.client import Http, ServiceClient
from contracts.roles import LEADER, ORGANIZER
from gateway import app as gateway_app
from tests.gateway.browsing import Contest, token

DIGITS = "9" * 5000
STRANGE = st.sampled_from(
    [
        *("http://[", "http://localhost:99999", "https://localhost:x", "//[", "null", "*", "", " ", "\t", "%00", "é€"),
        *(DIGITS, f"bytes={DIGITS}-", "bytes=0-,", f'W/"{DIGITS}"', "*/*;q=x", "zh;q=9e999", ";=;,", "Bearer", "Basic"),
        *("Basic Og==", "Basic %%%", "Bearer a.b.c", "egret_session=\udc80", "a=b; egret_form=\x7f", "00-0-0-0"),
        *("application/json", "multipart/form-data", "text/plain; charset=nonsense", "é", "[::1", "localhost:", "-1"),
    ]
)
TEXT = STRANGE | st.text(st.characters(max_codepoint=0xFF, exclude_characters="\r\n\0"), max_size=40)
HEADERS = st.dictionaries(
    st.sampled_from(
        [
            *("ORIGIN", "REFERER", "SEC_FETCH_SITE", "ACCEPT", "ACCEPT_LANGUAGE", "ACCEPT_ENCODING", "AUTHORIZATION"),
            *("X_DEADLINE_MS", "TRACEPARENT", "IF_MATCH", "IF_NONE_MATCH", "IF_MODIFIED_SINCE", "RANGE", "IF_RANGE"),
            *("IDEMPOTENCY_KEY", "LAST_EVENT_ID", "UPLOAD_OFFSET", "X_FORWARDED_FOR", "X_FORWARDED_HOST", "USER_AGENT"),
            *("X_CSRFTOKEN", "X_REQUESTED_WITH", "HOST"),
        ]
    ),
    TEXT,
    max_size=4,
)
READ = (
    *("/", "/signin", "/notices", "/volunteer", "/account", "/entries", "/organizer/entries", "/home"),
    *("/organizer/people", "/organizer/audit", "/organizer/search", "/organizer/complaints", "/organizer/invitations"),
    *("/organizer/ranking", "/inbox", "/inbox/unread", "/complaints/new", "/nope", "/accounts", "/internal/outbox"),
    *("/organizer/activity", "/metrics", "/openapi.json", "/feed.atom", "/account/consent", "/signin/x"),
)
ASKED = st.dictionaries(
    st.sampled_from(["next", "after", "q", "role", "stage", "state", "since", "until", "limit", "page", "sort"]),
    TEXT | st.text(max_size=20),
    max_size=3,
)
SENT = ("/signin", "/appearance", "/language", "/entries", "/signin/code", "/organizer/invitations", "/account")
FUZZ = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="module")
def both(contest: Contest) -> Iterator[tuple[FlaskClient, FlaskClient]]:
    """One person's browser at the product in one process, and at a gateway that reaches the parts over HTTP."""
    product = contest.product
    servers = {
        name: make_server("127.0.0.1", 0, client._transport._app, threaded=True)  # type: ignore[attr-defined]  # each is a Wsgi here
        for name, client in product.clients.items()
    }
    threads = [threading.Thread(target=server.serve_forever, args=(0.01,)) for server in servers.values()]
    for thread in threads:
        thread.start()
    own = product.settings["gateway"]
    wires = {name: Http(f"http://127.0.0.1:{server.port}") for name, server in servers.items()}
    clients = {name: ServiceClient(name, wire, own.secret) for name, wire in wires.items()}
    apart = gateway_app.make(own, clients, product.databases["gateway"])
    near = contest.signed_in(LEADER, ORGANIZER).client
    far = apart.test_client()
    for cookie in ("egret_session", "egret_browser"):
        if found := near.get_cookie(cookie):
            far.set_cookie(cookie, found.value)
    yield near, far
    apart.extensions["egret_live"].close()
    for server, thread, wire in zip(servers.values(), threads, wires.values(), strict=True):
        wire.close()
        server.shutdown()
        thread.join()
        server.server_close()


def sent(headers: dict[str, str]) -> dict[str, str]:
    """As a web server hands headers on: bytes read as Latin-1."""
    return {f"HTTP_{name}": text.encode("utf-8", "replace").decode("latin-1") for name, text in headers.items()}


@FUZZ
@given(path=st.sampled_from(READ), asked=ASKED, headers=HEADERS)
@example("/", {}, {"HOST": "localhost:99999"})
@example("/signin", {"next": "//["}, {"REFERER": "http://["})
@example("/inbox/unread", {}, {"X_DEADLINE_MS": DIGITS})
def test_nothing_asked_breaks_a_page(
    both: tuple[FlaskClient, FlaskClient], path: str, asked: dict[str, str], headers: dict[str, str]
) -> None:
    query = "&".join(f"{name}={quote(text, errors='replace')}" for name, text in asked.items())
    near, far = (one.get(path, query_string=query, environ_overrides=sent(headers)).status_code for one in both)
    assert near < 500
    assert near == far


@FUZZ
@given(
    path=st.sampled_from(SENT),
    fields=st.dictionaries(
        st.sampled_from(["contact", "name", "code", "next", "etag", "key", "role", "days", "most", "ends", "language"]),
        TEXT | st.text(max_size=20),
    ),
    headers=HEADERS,
)
@example("/appearance", {"scheme": "dark"}, {"ORIGIN": "http://["})
@example("/appearance", {"scheme": "dark"}, {"ORIGIN": "http://localhost:99999"})
@example("/organizer/invitations", {"days": DIGITS, "role": "judge"}, {})
def test_nothing_sent_breaks_a_form(
    both: tuple[FlaskClient, FlaskClient], path: str, fields: dict[str, str], headers: dict[str, str]
) -> None:
    body = "&".join(f"{name}={quote(text, errors='replace')}" for name, text in fields.items())
    for one in both:
        forged = token(one.get("/account").text)
        answer = one.post(
            path,
            data=f"{body}&csrf_token={forged}",
            content_type="application/x-www-form-urlencoded",
            environ_overrides=sent(headers),
        )
        assert answer.status_code < 500


@pytest.mark.parametrize("etag", ['"a"\r\nX-Evil: 1', '"a"\n', '"é€"', '"' + DIGITS + '"', "\x00"])
def test_version_of_a_form_is_compared_whatever_stands_in_it(both: tuple[FlaskClient, FlaskClient], etag: str) -> None:
    statuses = []
    for one in both:
        page: Any = one.post("/entries/new", data={"csrf_token": token(one.get("/entries/new").text)})
        assert page.status_code == 303, page.text[:500]
        forged = token(one.get(page.location).text)
        answer = one.post(page.location, data={"csrf_token": forged, "etag": etag, "title": "题目"})
        statuses.append(answer.status_code)
    assert statuses[0] == statuses[1]
    assert statuses[0] < 500
