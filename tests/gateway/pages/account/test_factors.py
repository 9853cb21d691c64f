"""Two-step sign-in from the first QR code to the lost phone, and those who must not do without."""

import re
from datetime import timedelta
from pathlib import Path

import pyotp
import pytest

from chassis import clock
from chassis.http.auth import Grant, Identity
from chassis.storage import ids
from contracts.roles import ADMIN, LEADER, ORGANIZER
from gateway.accounts import consents
from gateway.accounts.actions import register_account
from tests.gateway.browsing import Browser, Contest
from tests.gateway.letters import letters

HOME = "/account/second-factor"


def person(contest: Contest, *roles: str) -> tuple[Identity, str]:
    address = f"{ids.new_id().hex}@example.org"
    with contest.product.databases["gateway"].write() as session:
        account = register_account(session, name="示例己", email=address, roles=roles)
        consents.give_required(session, account.id)
        return Identity(account.id, "示例己", tuple(map(Grant, roles))), address


def data(contest: Contest) -> Path:
    return contest.product.settings["gateway"].data


def set_up(browser: Browser) -> tuple[pyotp.TOTP, list[str]]:
    """Set up an app; the app and the recovery codes."""
    page = browser.press(HOME, f"{HOME}/authenticator").text
    seed = re.search(r'code-text">([A-Z2-7 ]+)<', page)
    assert seed
    assert "<svg" in page
    app = pyotp.TOTP(seed.group(1).replace(" ", ""))
    with clock.frozen(clock.now() - timedelta(seconds=60)):
        code = app.at(clock.now())
    assert browser.send(page, f"{HOME}/authenticator/confirmation", code="000 000").status_code == 422
    with clock.frozen(clock.now() - timedelta(seconds=60)):
        shown = browser.send(page, f"{HOME}/authenticator/confirmation", code=code).text
    return app, re.findall(r'code-text">([a-z2-9]{5}-[a-z2-9]{5})<', shown)


def test_second_step_is_asked_for_after_every_first_step(contest: Contest) -> None:
    who, _ = person(contest, LEADER)
    app, recovery = set_up(contest.browser(who))
    assert len(recovery) == 10
    browser = contest.stranger()
    browser.get("/signin?next=/volunteer")
    assert browser.press(contest.link(who)).location == "/signin/second"
    assert browser.get("/entries").location == "/signin"
    assert browser.press("/signin/second", code="123").status_code == 422
    code = app.at(clock.now())
    assert browser.press("/signin/second", code=code).status_code == 303
    assert browser.get("/entries").status_code == 200
    again = contest.stranger()
    again.press(contest.link(who))
    assert again.press("/signin/second", code=code).status_code == 422, "a code is taken once"
    assert again.press("/signin/second", recovery=recovery[3]).status_code == 303
    assert again.get("/entries").status_code == 200


def test_first_step_counts_for_ten_minutes_and_tries_are_limited(contest: Contest) -> None:
    who, _ = person(contest, LEADER)
    set_up(contest.browser(who))
    browser = contest.stranger()
    browser.press(contest.link(who))
    statuses = [browser.press("/signin/second", code="000").status_code for _ in range(11)]
    assert statuses == [422] * 10 + [429]
    with clock.frozen(clock.now() + timedelta(minutes=10)):
        assert browser.get("/signin/second").location == "/signin"
    assert contest.stranger().get("/signin/second").location == "/signin"


def test_setting_up_ends_other_sessions_and_is_told(contest: Contest) -> None:
    who, address = person(contest, LEADER)
    other, browser = contest.browser(who), contest.browser(who)
    _, recovery = set_up(browser)
    assert other.get("/account").location == "/signin"
    assert browser.get("/account").status_code == 200
    mail = contest.until(lambda: [text for text in letters(data(contest), address) if "已添加两步验证" in text])
    assert all(code not in text for text in mail for code in recovery)
    assert all(code not in browser.get(HOME).text for code in recovery)


def test_removing_the_app_takes_the_second_step_away(contest: Contest) -> None:
    who, _ = person(contest, LEADER)
    browser = contest.browser(who)
    set_up(browser)
    browser.press(HOME, f"{HOME}/authenticator/removal")
    assert contest.stranger().press(contest.link(who)).location == "/entries"


@pytest.mark.parametrize("role", [ORGANIZER, ADMIN])
def test_organizers_are_reminded_and_then_held_to_it(contest: Contest, role: str) -> None:
    who, _ = person(contest, role)
    browser = contest.browser(who)
    assert "天内设置两步验证" in browser.get("/inbox").text
    with clock.frozen(clock.now() + timedelta(days=501)):
        late = contest.browser(who)
        assert late.get("/organizer/people").location == HOME
        assert late.get("/inbox").location == HOME
        assert late.get(HOME).status_code == 200
        assert late.client.get("/inbox/unread").status_code == 403
        assert late.get("/").status_code == 200
        set_up(late)
        assert late.get("/organizer/people").status_code == 200
        assert "天内设置两步验证" not in late.get("/inbox").text


def test_others_are_not_reminded(contest: Contest) -> None:
    assert "天内设置两步验证" not in contest.signed_in(LEADER).get("/account").text


def test_administrator_resets_what_was_lost_and_the_owner_is_told(contest: Contest) -> None:
    who, address = person(contest, ORGANIZER)
    browser = contest.browser(who)
    set_up(browser)
    page = f"/organizer/people/{who.account_id}/second-factor"
    assert contest.signed_in(ORGANIZER).get(page).status_code == 403
    assert contest.signed_in(ADMIN).press(page).status_code == 303
    assert browser.get("/account").location == "/signin"
    assert contest.stranger().press(contest.link(who)).location != "/signin/second"
    assert contest.until(lambda: any("管理员已重置" in text for text in letters(data(contest), address)))
