"""Every route of the gateway: what it refuses and what its answers carry. Who may call it is in the table of access."""

import re
from collections.abc import Iterator

import pytest
from flask import Flask
from werkzeug.routing import Rule
from werkzeug.test import Client
from werkzeug.wrappers import Response

from chassis.http.auth import PUBLIC
from contracts.roles import ORGANIZER, PEOPLE
from gateway.edge.security import JSON_PATHS, local_path
from tests.gateway.browsing import Contest
from tests.rules.running import routes, some_address

UNSAFE = {"POST", "PUT", "PATCH", "DELETE"}


def guarded(app: Flask) -> Iterator[Rule]:
    """Every page that is not for everybody."""
    for rule in routes(app).values():
        roles = set(getattr(app.view_functions[rule.endpoint], "allowed_roles", ()))
        if "GET" in (rule.methods or ()) and PUBLIC not in roles and roles & set(PEOPLE):
            yield rule


def test_strangers_are_asked_to_sign_in_on_every_page(contest: Contest) -> None:
    stranger = contest.stranger()
    answers = {rule.rule: stranger.get(some_address(rule)) for rule in guarded(contest.product.app)}
    assert len(answers) > 20
    assert {
        name: answer.status
        for name, answer in answers.items()
        if answer.location != "/signin" and answer.status_code != 401
    } == {}


@pytest.mark.parametrize("sent", [{}, {"Authorization": "Basic YTpi"}], ids=["plain", "behind-a-password"])
def test_every_change_is_refused_without_a_token_or_from_another_site(contest: Contest, sent: dict[str, str]) -> None:
    browser = contest.browser(contest.person(*PEOPLE))
    statuses = {
        f"{method} {rule.rule}": browser.client.open(
            some_address(rule), method=method, headers={"Sec-Fetch-Site": "cross-site", **sent}
        ).status_code
        for rule in routes(contest.product.app).values()
        for method in (rule.methods or set()) & UNSAFE
    }
    assert len(statuses) > 20
    assert {name: status for name, status in statuses.items() if status not in {400, 403}} == {}


@pytest.mark.parametrize("page", ["/", "/signin", "/volunteer", "/nope", "/organizer/stages"])
def test_pages_carry_the_guarding_headers_and_nothing_inline(contest: Contest, page: str) -> None:
    answer = contest.signed_in(ORGANIZER).get(page)
    assert "default-src 'self'" in answer.headers["Content-Security-Policy"]
    assert "unsafe-inline" not in answer.headers["Content-Security-Policy"]
    assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in answer.headers["Permissions-Policy"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    text = answer.text.replace('<script type="application/ld+json">', "")
    assert re.findall(r'<script(?![^>]*\bsrc=)|\sstyle=|\son\w+="|<style', text) == []
    own = contest.product.settings["gateway"].public_url
    assert re.findall(rf'(?:src|href|action)="(?!{own})(?:https?:)?//[^"]*', answer.text) == []


@pytest.mark.parametrize("page", ["/organizer", "/organizer/stages", "/account", "/nope"])
def test_no_script_runs_without_the_word_of_its_own_answer(contest: Contest, page: str) -> None:
    browser = contest.signed_in(ORGANIZER)
    words = set()
    for answer in (browser.get(page), browser.get(page)):
        scripts = re.findall(r"<script src[^>]*>", answer.text)
        (word,) = {word for script in scripts for word in re.findall('nonce="([^"]+)"', script) or [""]}
        assert f"script-src 'nonce-{word}';" in answer.headers["Content-Security-Policy"]
        words.add(word)
    assert len(words) == 2
    assert "" not in words


def test_page_that_is_given_to_many_has_no_word(contest: Contest) -> None:
    served = Client(contest.product.wsgi, Response, use_cookies=False)
    answer = served.get("/", base_url=contest.product.url)
    assert "script-src 'self';" in answer.headers["Content-Security-Policy"]
    assert "nonce" not in answer.text


def test_static_files_are_kept_for_good_under_their_hash(contest: Contest) -> None:
    stranger = contest.stranger()
    addresses = re.findall(r'(?:href|src)="(/static/[^"#]+)[^"]*"', stranger.get("/").text)
    assert {address.rsplit(".", 1)[1] for address in addresses} == {"css", "js", "svg"}
    for address in addresses:
        answer = stranger.get(address)
        assert answer.status_code == 200
        assert "immutable" in answer.headers["Cache-Control"]
        assert "Set-Cookie" not in answer.headers
        other = re.sub(r"/static/[^/]+/", "/static/000000000000/", address)
        assert "immutable" not in stranger.get(other).headers["Cache-Control"]


@pytest.mark.parametrize(
    "name", ["../security.py", "%2e%2e/security.py", "..%2fsecurity.py", "nothing", "%00", "a" * 300]
)
def test_static_files_end_at_their_folder(contest: Contest, name: str) -> None:
    assert contest.stranger().get(f"/static/0/{name}").status_code == 404


@pytest.mark.parametrize(
    ("target", "kept"),
    [
        ("/entries?x=1#y", True),
        ("//evil.example", False),
        ("https://evil.example", False),
        ("/\\evil.example", False),
        ("\\\\evil.example", False),
        ("/\tevil", False),
        ("javascript:alert(1)", False),
        ("entries", False),
        ("", False),
        (None, False),
    ],
)
def test_local_path_keeps_only_paths_of_this_site(target: str | None, kept: bool) -> None:
    assert (local_path(target) is not None) is kept


def test_json_addresses_answer_programs(contest: Contest) -> None:
    stranger = contest.stranger()
    for prefix in JSON_PATHS:
        answer = stranger.get(f"{prefix.rstrip('/')}/nothing/at/all")
        assert not answer.content_type.startswith("text/html"), prefix
