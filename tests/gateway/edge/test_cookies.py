"""Cookies towards the browser, behind TLS."""

import pytest

from gateway.edge.cookies import incoming, outgoing
from tests.deploy.product import product
from tests.gateway.browsing import Contest


@pytest.mark.parametrize(
    ("sent", "seen"),
    [
        ("__Host-egret_session=s; other=1", "egret_session=s; other=1"),
        ("egret_session=planted; __Host-egret_session=s", "egret_session=s"),
        ("egret_session=planted", ""),
        ("a=egret_session=x; b=2", "a=egret_session=x; b=2"),
    ],
)
def test_only_prefixed_cookies_of_ours_come_in(sent: str, seen: str) -> None:
    assert incoming(sent) == seen


@pytest.mark.parametrize(
    ("set_", "sent"),
    [
        ("egret_form=x; Secure; HttpOnly; Path=/", "__Host-egret_form=x; Secure; HttpOnly; Path=/"),
        ("egret_session=; Max-Age=0; Path=/", "__Host-egret_session=; Max-Age=0; Path=/; Secure"),
        ("egret_size=secure; Path=/", "__Host-egret_size=secure; Path=/; Secure"),
        ("other=1", "other=1"),
    ],
)
def test_cookies_of_ours_go_out_prefixed_and_secure(set_: str, sent: str) -> None:
    assert outgoing(set_) == sent


@pytest.mark.slow
def test_a_site_behind_tls_keeps_people_signed_in_by_prefixed_cookies(tmp_path_factory: pytest.TempPathFactory) -> None:
    with product(tmp_path_factory.mktemp("tls"), EGRET_PUBLIC_URL="https://egret.example") as composed:
        contest = Contest(composed)
        who = contest.person("organizer")
        browser = contest.stranger()
        browser.client.environ_base |= {"wsgi.url_scheme": "https", "HTTP_HOST": "egret.example"}
        answer = browser.press(contest.link(who))
        assert answer.status_code == 303
        cookies = answer.headers.getlist("Set-Cookie")
        assert all(cookie.startswith("__Host-egret_") and "Secure" in cookie for cookie in cookies)
        assert [cookie for cookie in cookies if "Path=/;" not in f"{cookie};" or "Domain" in cookie] == []
        assert all("HttpOnly" in cookie and "SameSite=Lax" in cookie for cookie in cookies)
        page = browser.get("/organizer/activity")
        assert page.status_code == 200
        assert page.headers["Strict-Transport-Security"].startswith("max-age=31536000")
        assert browser.client.get("/", headers={"Host": "elsewhere.example"}).status_code == 421


def test_cookies_that_are_no_text_are_left_out(contest: Contest) -> None:
    for cookie in ("egret_session=\xff", "\xff=1", "egret_language=\xe4\xbd"):
        answer = contest.stranger().get("/signin", environ_overrides={"HTTP_COOKIE": cookie})
        assert answer.status_code == 200
