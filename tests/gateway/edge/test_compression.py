"""What is compressed, how, and what is not."""

import gzip

import brotli
import pytest
from flask import Flask, Response, request

from contracts.roles import ORGANIZER
from gateway.edge import compression
from tests.gateway.browsing import Contest

TEXT = "白鹭 " * 2000


@pytest.fixture
def app() -> Flask:
    made = Flask("toy")

    @made.get("/")
    def page() -> Response:
        body = TEXT[: int(request.args.get("size", len(TEXT)))]
        if "streamed" in request.args:
            return Response(iter([body]), mimetype=request.args.get("kind", "text/html"))
        response = Response(body, mimetype=request.args.get("kind", "text/html"))
        if "attached" in request.args:
            response.headers["Content-Disposition"] = "attachment"
        return response

    compression.init_app(made)
    return made


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [("gzip, deflate, br, zstd", "br"), ("gzip", "gzip"), ("gzip;q=0", ""), ("br;q=0, gzip", "gzip"), ("", "")],
)
def test_pages_come_in_the_encoding_that_is_accepted(app: Flask, accepted: str, encoding: str) -> None:
    answer = app.test_client().get("/", headers={"Accept-Encoding": accepted})
    undo = {"br": brotli.decompress, "gzip": gzip.decompress, "": bytes}[encoding]
    assert undo(answer.data).decode() == TEXT
    assert answer.headers.get("Content-Encoding", "") == encoding
    assert "Accept-Encoding" in answer.headers["Vary"]
    assert int(answer.headers["Content-Length"]) == len(answer.data)


@pytest.mark.parametrize("query", ["size=200", "streamed=1", "attached=1", "kind=text/event-stream", "kind=image/png"])
def test_small_streamed_and_other_answers_stay_as_they_are(app: Flask, query: str) -> None:
    assert "Content-Encoding" not in app.test_client().get(f"/?{query}", headers={"Accept-Encoding": "br"}).headers


@pytest.mark.parametrize(
    ("headers", "compressed"),
    [
        ({}, True),
        ({"Cookie": "egret_session=s", "Sec-Fetch-Site": "same-origin"}, True),
        ({"Cookie": "egret_session=s", "Sec-Fetch-Site": "none"}, True),
        ({"Cookie": "egret_session=s", "Sec-Fetch-Site": "cross-site"}, False),
        ({"Cookie": "egret_session=s", "Sec-Fetch-Site": "same-site"}, False),
        ({"Cookie": "egret_session=s"}, False),
    ],
)
def test_nothing_of_somebody_is_compressed_for_another_site(
    app: Flask, headers: dict[str, str], compressed: bool
) -> None:
    client = app.test_client(use_cookies=False)
    answer = client.get("/", headers={"Accept-Encoding": "br", **headers})
    assert ("Content-Encoding" in answer.headers) is compressed


def test_the_sites_own_pages_and_files_are_compressed(contest: Contest) -> None:
    stranger = contest.stranger()
    for path in ("/", "/signin", "/volunteer"):
        answer = stranger.get(path, headers={"Accept-Encoding": "br"})
        assert answer.headers["Content-Encoding"] == "br", path
    streamed = contest.signed_in(ORGANIZER).get(
        "/organizer/activity/stream", headers={"Accept-Encoding": "br"}, buffered=False
    )
    assert "Content-Encoding" not in streamed.headers
    streamed.close()
