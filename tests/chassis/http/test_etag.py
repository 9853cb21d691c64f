"""If-Match: the version must be named, and it must be the one that stands."""

import pytest
from flask import Flask

from chassis.http import etag
from chassis.http.errors import PreconditionRequired, Stale

STANDS = etag.etag_of("id", 3)


def check(header: str | None) -> None:
    with Flask("x").test_request_context(headers={} if header is None else {"If-Match": header}):
        etag.check(STANDS)


def test_etag_is_strong_and_differs_with_each_part() -> None:
    assert STANDS.startswith('"')
    assert STANDS.endswith('"')
    assert len({STANDS, etag.etag_of("id", 4), etag.etag_of("i", "d3"), etag.etag_of("id3")}) == 4


@pytest.mark.parametrize("header", [STANDS, f'"other", {STANDS}', STANDS.strip('"')])
def test_check_accepts_the_version_that_stands(header: str) -> None:
    check(header)


@pytest.mark.parametrize("header", [None, "", "*", " , "])
def test_check_wants_a_version(header: str | None) -> None:
    with pytest.raises(PreconditionRequired):
        check(header)


@pytest.mark.parametrize("header", ['"other"', f"W/{STANDS}", "W/", '"', "\xff"])
def test_check_refuses_any_other_version(header: str) -> None:
    with pytest.raises(Stale):
        check(header)


def test_tag_is_put_on_the_answer() -> None:
    app = Flask("x")

    @app.get("/")
    def view() -> str:
        etag.tag(STANDS)
        return "x"

    assert app.test_client().get("/").headers["ETag"] == STANDS
