"""Failures as pages: they say what to do, in both languages, and lose no text."""

import socket
from collections.abc import Iterator

import pytest

from chassis.client import Http, ServiceClient
from contracts.roles import LEADER
from deploy.parts import SERVICES
from gateway import app as gateway
from tests.gateway import papers
from tests.gateway.browsing import Browser, Contest


@pytest.fixture
def leader(contest: Contest) -> Browser:
    return contest.signed_in(LEADER)


@pytest.fixture
def deserted(contest: Contest, leader: Browser) -> Iterator[Browser]:
    """The same browser at a gateway whose services are all gone."""
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{nobody.getsockname()[1]}"
        settings = contest.product.settings["gateway"]
        clients = {name: ServiceClient(name, Http(address), settings.secret) for name in SERVICES}
        app = gateway.make(settings, clients, contest.product.databases["gateway"])
        client = app.test_client()
        client.environ_base.update(leader.client.environ_base)
        for cookie in ("egret_session", "egret_form"):
            if found := leader.client.get_cookie(cookie):
                client.set_cookie(cookie, found.value)
        yield Browser(client)


def test_unknown_page_says_where_to_go(contest: Contest) -> None:
    answer = contest.stranger().get("/no/such/page")
    assert answer.status_code == 404
    assert "没有找到" in answer.text
    assert 'href="/"' in answer.text
    assert answer.headers["X-Trace-Id"] in answer.text


def test_problem_page_speaks_english(contest: Contest) -> None:
    answer = contest.stranger().get("/no/such/page", headers={"Accept-Language": "en"})
    assert 'lang="en"' in answer.text
    assert "没有" not in answer.text


def test_program_gets_problem_json(contest: Contest) -> None:
    answer = contest.stranger().get("/accounts")
    assert answer.status_code == 401
    assert answer.content_type == "application/problem+json"


def test_wrong_method_is_explained(leader: Browser) -> None:
    answer = leader.get("/signout")
    assert answer.status_code == 405
    assert "POST" in answer.headers["Allow"]
    assert "<h1>" in answer.text


def test_refused_page_of_another_role_says_whom_to_ask(leader: Browser) -> None:
    answer = leader.get("/judging")
    assert answer.status_code == 403
    assert "组委会" in answer.text


def test_pages_stand_while_services_are_gone(deserted: Browser) -> None:
    for page in ("/", "/entries", "/volunteer"):
        answer = deserted.get(page)
        assert answer.status_code == 503
        assert "稍后重试" in answer.text
    assert deserted.get("/signin").status_code == 200


def test_text_typed_while_a_service_is_gone_is_kept_and_given_back(
    contest: Contest, leader: Browser, deserted: Browser
) -> None:
    edit = f"{contest.draft(leader)}/edit"
    page = leader.get(edit).text
    if found := leader.client.get_cookie("egret_form"):
        deserted.client.set_cookie("egret_form", found.value)
    answer = deserted.send(page, edit, **{**papers.entry(), "title": "服务中断时写的题目"})
    assert answer.status_code == 503
    assert "服务中断时写的题目" in answer.text
    assert "自动填回" in answer.text
    browser = deserted.client.get_cookie("egret_browser")
    assert browser
    leader.client.set_cookie("egret_browser", browser.value)
    assert 'value="服务中断时写的题目"' in leader.get(edit).text


def test_too_large_form_is_refused_with_advice(leader: Browser, contest: Contest) -> None:
    edit = f"{contest.draft(leader)}/edit"
    answer = leader.press(edit, **{**papers.entry(), "summary": "长" * (1 << 20)})
    assert answer.status_code == 413
    assert "请减少后重新提交" in answer.text
