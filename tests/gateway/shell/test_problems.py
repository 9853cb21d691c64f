"""Failures as pages: they say what to do, in both languages, and lose no text."""

import re
import socket
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy.exc import OperationalError

from chassis.http.client import Http, ServiceClient
from contracts.roles import LEADER
from deploy.parts import SERVICES
from gateway import app as gateway
from gateway.shell import problems
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


@pytest.mark.parametrize(("length", "given_back"), [(1 << 18, True), (1 << 20, False)])
def test_too_large_form_is_refused_with_advice_and_its_text(
    leader: Browser, contest: Contest, length: int, given_back: bool
) -> None:
    edit = f"{contest.draft(leader)}/edit"
    answer = leader.press(edit, **{**papers.entry(), "title": "写好的题目", "summary": "长" * length})
    assert answer.status_code == 413
    assert "请减少后重新提交" in answer.text
    assert ("写好的题目" in answer.text, "长" * length in answer.text) == (given_back, given_back)


KINDS = (400, 401, 403, 404, 405, 409, 410, 412, 413, 415, 422, 429, 500, 502, 503, 504)


def shown(contest: Contest, status: int, language: str, **options: Any) -> Any:
    """The page of an error of this kind, in answer to a form that was sent."""
    headers = {"Accept-Language": language, "Referer": "http://localhost/entries"}
    app = contest.product.app
    with app.test_request_context("/x", method="POST", data={"title": "写好的题目"}, headers=headers):
        app.preprocess_request()
        return problems.page({"status": status, "title": "t", "detail": "d"}, **options)


@pytest.mark.parametrize("status", KINDS)
@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_every_kind_of_error_gives_back_what_was_typed_and_a_way_on(
    contest: Contest, status: int, language: str
) -> None:
    answer = shown(contest, status, language)
    main = answer.get_data(as_text=True).split("<h1")[1].split("</main")[0]
    assert answer.status_code == status
    assert "写好的题目" in main
    assert 'href="/"' in main
    chinese = re.findall(r"[\u4e00-\u9fff]", main.replace("写好的题目", ""))
    assert (len(chinese) == 0) is (language == "en")


@pytest.mark.parametrize("status", [500, 502, 503, 504])
def test_text_is_safe_where_nobody_is_to_blame(contest: Contest, status: int) -> None:
    assert "重新打开原页面时会自动填回" in shown(contest, status, "zh-CN").get_data(as_text=True)


def test_too_many_tries_says_how_long_to_wait(contest: Contest) -> None:
    answer = shown(contest, 429, "zh-CN", headers={"Retry-After": "90"})
    assert answer.headers["Retry-After"] == "90"
    assert "请在 2 分钟后再试。" in answer.get_data(as_text=True)


def test_page_stands_though_the_database_does_not(contest: Contest, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> bool:
        raise OperationalError("select", {}, Exception("gone"))

    monkeypatch.setattr(problems.unsaved_text, "keep", fail)
    assert "请复制后再离开" in shown(contest, 500, "zh-CN").get_data(as_text=True)
