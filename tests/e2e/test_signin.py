"""Registering with the code from a mail, and passkeys made and used by a real browser's virtual authenticator."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from chassis.storage import ids
from tests.deploy.running import Running
from tests.e2e.people import Person
from tests.gateway.letters import code_in, received


def register(page: Page, running: Running, address: str, start: str = "/signin") -> None:
    """From the first page to being signed in."""
    page.goto(start)
    page.get_by_label("邮箱或手机号").fill(address)
    page.get_by_role("button", name="发送验证码").click()
    expect(page.get_by_role("heading", name="输入验证码")).to_be_visible()
    expect(page.get_by_text("data/mail")).to_be_visible()
    page.get_by_label("6 位验证码").fill(code_in(received(running.data, address)))
    page.get_by_role("button", name="继续").click()
    page.get_by_label("姓名").fill("示例庚")
    page.get_by_role("checkbox").check()
    page.get_by_role("button", name="完成注册").click()
    page.wait_for_url(lambda url: "/signin" not in url)


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_newcomer_registers_with_the_code_from_the_mail(
    visit: Callable[..., Person], running: Running, script: bool
) -> None:
    page = visit(script=script).page
    address = f"{ids.new_id().hex}@example.org"
    register(page, running, address)
    page.goto("/account")
    expect(page.get_by_text(address)).to_be_visible()
    assert code_in(received(running.data, address)) not in running.said()


def authenticator(page: Page) -> Any:
    """A device with a screen lock that says yes."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    options |= {"isUserVerified": True, "automaticPresenceSimulation": True}
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return devtools


def test_passkey_is_made_and_signs_in_by_itself_and_as_a_second_step(browser: Browser, running: Running) -> None:
    person = Person(browser, f"http://localhost:{running.port}")
    page, address = person.page, f"{ids.new_id().hex}@example.org"
    authenticator(page)
    register(page, running, address)
    page.goto("/account/second-factor")
    page.get_by_role("button", name="添加通行密钥").click()
    expect(page.get_by_role("heading", name="请保存恢复码")).to_be_visible()
    page.goto("/account/second-factor")
    expect(page.get_by_role("heading", name="Chrome")).to_be_visible()

    page.context.clear_cookies()
    page.goto("/signin")
    page.get_by_role("button", name="用通行密钥登录").click()
    page.wait_for_url(lambda url: "/signin" not in url)
    page.goto("/account")
    expect(page.get_by_text(address)).to_be_visible()

    page.context.clear_cookies()
    page.goto("/signin")
    page.get_by_label("邮箱或手机号").fill(address)
    page.get_by_role("button", name="发送验证码").click()
    page.get_by_label("6 位验证码").fill(code_in(received(running.data, address, about="登录验证码")))
    page.get_by_role("button", name="继续").click()
    page.wait_for_url("**/signin/second")
    expect(page.get_by_role("heading", name="两步验证")).to_be_visible()
    page.get_by_role("button", name="用通行密钥继续").click()
    page.wait_for_url(lambda url: "/signin" not in url)
    assert person.trouble == []
    person.leave()
